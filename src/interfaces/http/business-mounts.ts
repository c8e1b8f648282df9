import type { RequestHandler } from 'express';
import { inject, injectable } from 'tsyringe';
import { Authenticate } from '../../usecases/people/authenticate.ts';
import { AuthRouter } from './auth/auth-router.ts';
import { authenticated } from './authenticate.ts';
import { EstimatesRouter } from './estimates/estimates-router.ts';
import { EventsRouter } from './events/events-router.ts';
import { jsonBody } from './json-body.ts';
import { type Mount, open } from './mount.ts';
import { ProjectsRouter } from './projects/projects-router.ts';
import { ForemenRouter } from './users/foremen-router.ts';
import { UsersRouter } from './users/users-router.ts';

/** Sign-in, people, projects and estimates (contract §2–4). */
@injectable()
export class BusinessMounts {
  readonly mounts: readonly Mount[];

  constructor(
    @inject(Authenticate) authenticate: Authenticate,
    @inject(AuthRouter) auth: AuthRouter,
    @inject(EventsRouter) events: EventsRouter,
    @inject(UsersRouter) users: UsersRouter,
    @inject(ForemenRouter) foremen: ForemenRouter,
    @inject(ProjectsRouter) projects: ProjectsRouter,
    @inject(EstimatesRouter) estimates: EstimatesRouter,
  ) {
    const before: RequestHandler[] = [authenticated(authenticate), jsonBody];
    this.mounts = [
      open('/api/v1/auth', auth),
      { prefix: '/api/v1/events', before, router: events.router },
      { prefix: '/api/v1/users', before, router: users.router },
      { prefix: '/api/v1/foremen', before, router: foremen.router },
      { prefix: '/api/v1/projects', before, router: projects.router },
      { prefix: '/api/v1/estimates', before, router: estimates.router },
    ];
  }
}
