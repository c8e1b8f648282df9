import { type Request, type Response, Router } from 'express';
import { inject, injectable } from 'tsyringe';
import type { User } from '../../../domain/people/user.ts';
import { AnswerOnce } from '../../../usecases/answer-once.ts';
import { AddUser } from '../../../usecases/people/add-user.ts';
import { ChangeUser } from '../../../usecases/people/change-user.ts';
import { EndSessions } from '../../../usecases/people/end-sessions.ts';
import { GetUser } from '../../../usecases/people/get-user.ts';
import { ListUsers } from '../../../usecases/people/list-users.ts';
import { ListQuery, toListWire } from '../../wire/list-wire.ts';
import { NewUserBody, type PersonWire, UserChangeBody } from '../../wire/user-wire.ts';
import { type Answer, created, done, gone, unsafe } from '../answer.ts';
import { actorOf, only } from '../authenticate.ts';
import { bodyOf, queryOf } from '../validate.ts';
import { idOf } from '../versioned.ts';

/** `/api/v1/users` (contract §2): for admins. */
@injectable()
export class UsersRouter {
  readonly router = Router();

  constructor(
    @inject(ListUsers) private readonly list: ListUsers,
    @inject(GetUser) private readonly get: GetUser,
    @inject(AddUser) private readonly add: AddUser,
    @inject(ChangeUser) private readonly change: ChangeUser,
    @inject(EndSessions) private readonly endSessions: EndSessions,
    @inject(AnswerOnce) once: AnswerOnce,
  ) {
    this.router.use(only('admin'));
    this.router.get('/', (request, response) => this.onList(request, response));
    this.router.get('/:id', async (request, response) => {
      response.json(presentPerson(await this.get.execute(idOf(request))));
    });
    this.router.post(
      '/',
      unsafe(once, (request) => this.onAdd(request)),
    );
    this.router.patch(
      '/:id',
      unsafe(once, (request) => this.onChange(request)),
    );
    this.router.delete(
      '/:id/sessions',
      unsafe(once, (request) => this.onEndSessions(request)),
    );
  }

  private async onList(request: Request, response: Response): Promise<void> {
    const { limit, cursor } = queryOf(request, ListQuery);
    response.json(toListWire(await this.list.execute({ limit: limit + 1, before: cursor }), limit, presentPerson));
  }

  private async onAdd(request: Request): Promise<Answer> {
    const { active = true, ...person } = bodyOf(request, NewUserBody);
    return created(presentPerson(await this.add.execute({ ...person, active }, actorOf(request).id)));
  }

  private async onChange(request: Request): Promise<Answer> {
    const { email, name, role, password, active } = bodyOf(request, UserChangeBody);
    const change = {
      ...(email === undefined ? {} : { email }),
      ...(name === undefined ? {} : { name }),
      ...(role === undefined ? {} : { role }),
      ...(password === undefined ? {} : { password }),
      ...(active === undefined ? {} : { active }),
    };
    return done(presentPerson(await this.change.execute(idOf(request), change, actorOf(request).id)));
  }

  private async onEndSessions(request: Request): Promise<Answer> {
    await this.endSessions.execute(idOf(request), actorOf(request).id);
    return gone;
  }
}

function presentPerson({ id, email, name, role, active }: User): PersonWire {
  return { id, email, name, role, active };
}
