import { Router } from 'express';
import { inject, injectable } from 'tsyringe';
import { ListForemen } from '../../../usecases/people/list-foremen.ts';
import { ListQuery, toListWire } from '../../wire/list-wire.ts';
import { only } from '../authenticate.ts';
import { queryOf } from '../validate.ts';

/** `/api/v1/foremen` (contract §2): whom the office can assign. */
@injectable()
export class ForemenRouter {
  readonly router = Router();

  constructor(@inject(ListForemen) list: ListForemen) {
    this.router.get('/', only('manager', 'admin'), async (request, response) => {
      const { limit, cursor } = queryOf(request, ListQuery);
      const foremen = await list.execute({ limit: limit + 1, before: cursor });
      response.json(toListWire(foremen, limit, ({ id, name }) => ({ id, name })));
    });
  }
}
