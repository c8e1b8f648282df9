import { type Request, type Response, Router } from 'express';
import { inject, injectable } from 'tsyringe';
import type { User } from '../../../domain/people/user.ts';
import { Authenticate } from '../../../usecases/people/authenticate.ts';
import { LogIn } from '../../../usecases/people/log-in.ts';
import { LogOut } from '../../../usecases/people/log-out.ts';
import { LoginBody, type TokensWire, type UserWire } from '../../wire/auth-wire.ts';
import { actorOf, authenticated } from '../authenticate.ts';
import { HttpSettings } from '../http-settings.ts';
import { jsonBody } from '../json-body.ts';
import { bodyOf } from '../validate.ts';
import { signInLimit } from './sign-in-limit.ts';

/** `/api/v1/auth` (contract §2). */
@injectable()
export class AuthRouter {
  readonly router = Router();

  constructor(
    @inject(LogIn) private readonly logIn: LogIn,
    @inject(LogOut) private readonly logOut: LogOut,
    @inject(Authenticate) authenticate: Authenticate,
    @inject(HttpSettings) { rateLimit }: HttpSettings,
  ) {
    const limits = rateLimit ? [signInLimit()] : [];
    this.router.post('/login', jsonBody, ...limits, (request, response) => this.onLogIn(request, response));
    this.router.use(authenticated(authenticate));
    this.router.post('/logout', async (request, response) => {
      await this.logOut.execute(actorOf(request));
      response.status(204).end();
    });
    this.router.get('/me', (request, response) => {
      response.json(presentUser(actorOf(request).user));
    });
  }

  private async onLogIn(request: Request, response: Response): Promise<void> {
    const { email, password } = bodyOf(request, LoginBody);
    const { accessToken, lifetimeMs, refreshToken, user } = await this.logIn.execute(email, password);
    const tokens: TokensWire = {
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: lifetimeMs / 1000,
      refresh_token: refreshToken,
      user: presentUser(user),
    };
    response.set('Cache-Control', 'no-store').json(tokens);
  }
}

function presentUser({ id, email, name, role }: User): UserWire {
  return { id, email, name, role };
}
