import { type Request, type Response, Router } from 'express';
import { inject, injectable } from 'tsyringe';
import type { ProjectSnapshot } from '../../../domain/projects/project-snapshot.ts';
import { AnswerOnce } from '../../../usecases/answer-once.ts';
import { ChangeProject } from '../../../usecases/projects/change-project.ts';
import { CreateProject } from '../../../usecases/projects/create-project.ts';
import { DeleteProject } from '../../../usecases/projects/delete-project.ts';
import { GetProject } from '../../../usecases/projects/get-project.ts';
import { ListProjects } from '../../../usecases/projects/list-projects.ts';
import { ListQuery, toListWire } from '../../wire/list-wire.ts';
import { NewProjectBody, ProjectChangeBody, type ProjectWire } from '../../wire/project-wire.ts';
import { type Answer, created, done, gone, unsafe } from '../answer.ts';
import { actorOf, only } from '../authenticate.ts';
import { bodyOf, queryOf } from '../validate.ts';
import { expectedOf, idOf, sendVersioned, setPosition } from '../versioned.ts';

/** `/api/v1/projects` (contract §3). */
@injectable()
export class ProjectsRouter {
  readonly router = Router();

  constructor(
    @inject(ListProjects) private readonly list: ListProjects,
    @inject(GetProject) private readonly get: GetProject,
    @inject(CreateProject) private readonly create: CreateProject,
    @inject(ChangeProject) private readonly change: ChangeProject,
    @inject(DeleteProject) private readonly remove: DeleteProject,
    @inject(AnswerOnce) once: AnswerOnce,
  ) {
    const office = only('manager', 'admin');
    this.router.get('/', (request, response) => this.onList(request, response));
    this.router.post(
      '/',
      office,
      unsafe(once, (request) => this.onCreate(request)),
    );
    this.router.get('/:id', (request, response) => this.onGet(request, response));
    this.router.patch(
      '/:id',
      office,
      unsafe(once, (request) => this.onChange(request)),
    );
    this.router.delete(
      '/:id',
      office,
      unsafe(once, (request) => this.onDelete(request)),
    );
  }

  private async onList(request: Request, response: Response): Promise<void> {
    const { limit, cursor } = queryOf(request, ListQuery);
    const found = await this.list.execute({ limit: limit + 1, before: cursor }, actorOf(request));
    setPosition(response, found.position);
    response.json(toListWire(found.value, limit, presentProject));
  }

  private async onGet(request: Request, response: Response): Promise<void> {
    const found = await this.get.execute(idOf(request), actorOf(request));
    setPosition(response, found.position);
    sendVersioned(response, presentProject(found.value));
  }

  private async onCreate(request: Request): Promise<Answer> {
    const { name, address = '', foreman_ids: foremanIds = [] } = bodyOf(request, NewProjectBody);
    const project = await this.create.execute({ name, address, foremanIds }, actorOf(request));
    return created(presentProject(project));
  }

  private async onChange(request: Request): Promise<Answer> {
    const { name, address, foreman_ids: foremanIds } = bodyOf(request, ProjectChangeBody);
    const change = {
      ...(name === undefined ? {} : { name }),
      ...(address === undefined ? {} : { address }),
      ...(foremanIds === undefined ? {} : { foremanIds }),
    };
    const project = await this.change.execute(idOf(request), change, expectedOf(request), actorOf(request));
    return done(presentProject(project));
  }

  private async onDelete(request: Request): Promise<Answer> {
    await this.remove.execute(idOf(request), expectedOf(request), actorOf(request));
    return gone;
  }
}

function presentProject(project: ProjectSnapshot): ProjectWire {
  return {
    id: project.id,
    name: project.name,
    address: project.address,
    foremen: [...project.foremen],
    creator_id: project.creatorId,
    creator_name: project.creatorName,
    version: project.version,
    created_at: project.createdAt.toISOString(),
    updated_at: project.updatedAt.toISOString(),
  };
}
