import { DomainError, NotFound } from '../shared/domain-error.ts';

export class ProjectNotFound extends NotFound {
  constructor() {
    super('There is no such project, or it is not yours to see.');
  }
}

export class ForemanNotFound extends NotFound {
  constructor(id: number) {
    super(`There is no active foreman ${id}.`);
  }
}

export class ProjectHasEstimates extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'project_has_estimates';

  constructor() {
    super('The project has estimates: delete them or move them first.');
  }
}
