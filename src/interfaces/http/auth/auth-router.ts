import { type Request, type Response, Router } from 'express';
import { inject, injectable } from 'tsyringe';
import type { User } from '../../../domain/people/user.ts';
import { Authenticate } from '../../../usecases/people/authenticate.ts';
import { LogIn } from '../../../usecases/people/log-in.ts';
import { LogOut } from '../../../usecases/people/log-out.ts';
import { RefreshSession } from '../../../usecases/people/refresh-session.ts';
import type { SignedIn } from '../../../usecases/people/session-tokens.ts';
import { Audit } from '../../../usecases/ports/audit.ts';
import { LoginBody, RefreshBody, type TokensWire, type UserWire } from '../../wire/auth-wire.ts';
import { keyOf } from '../answer.ts';
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
    @inject(RefreshSession) private readonly refresh: RefreshSession,
    @inject(LogOut) private readonly logOut: LogOut,
    @inject(Audit) private readonly audit: Audit,
    @inject(Authenticate) authenticate: Authenticate,
    @inject(HttpSettings) { rateLimit }: HttpSettings,
  ) {
    const limits = rateLimit ? [signInLimit()] : [];
    this.router.post('/login', jsonBody, ...limits, (request, response) => this.onLogIn(request, response));
    this.router.post('/refresh', jsonBody, (request, response) => this.onRefresh(request, response));
    this.router.use(authenticated(authenticate));
    this.router.post('/logout', async (request, response) => {
      await this.logOut.execute(actorOf(request));
      this.audit.record('signed out', { ...whence(request), user_id: actorOf(request).id });
      response.status(204).end();
    });
    this.router.get('/me', (request, response) => {
      response.json(presentUser(actorOf(request).user));
    });
  }

  private async onLogIn(request: Request, response: Response): Promise<void> {
    const { email, password } = bodyOf(request, LoginBody);
    try {
      const signedIn = await this.logIn.execute(email, password);
      this.audit.record('signed in', { ...whence(request), user_id: signedIn.user.id });
      sendTokens(response, signedIn);
    } catch (error) {
      this.audit.record('sign-in refused', whence(request));
      throw error;
    }
  }

  /** The key is only for a repeat within a minute; the answer itself is never kept. */
  private async onRefresh(request: Request, response: Response): Promise<void> {
    const { refresh_token } = bodyOf(request, RefreshBody);
    sendTokens(response, await this.refresh.execute(refresh_token, keyOf(request)));
  }
}

/** Never the address that somebody typed: it may be a password. */
function whence(request: Request): { request_id: unknown; ip: string | undefined } {
  return { request_id: request.id, ip: request.ip };
}

function sendTokens(response: Response, { accessToken, lifetimeMs, refreshToken, user }: SignedIn): void {
  const tokens: TokensWire = {
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: lifetimeMs / 1000,
    refresh_token: refreshToken,
    user: presentUser(user),
  };
  response.set('Cache-Control', 'no-store').json(tokens);
}

function presentUser({ id, email, name, role }: User): UserWire {
  return { id, email, name, role };
}
