import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { NewEstimateBody } from '../interfaces/wire/estimate-wire.ts';
import type { NewProjectBody } from '../interfaces/wire/project-wire.ts';
import { Id } from '../interfaces/wire/text-wire.ts';
import { inShort, readJson } from './answers.ts';
import type { Answer, Question } from './door.ts';
import { StepFailed } from './report.ts';
import type { Visitor } from './sign-in-step.ts';
import type { Heard } from './stream-ear.ts';

const Made = z.object({ id: Id });
const List = z.object({ items: z.array(Made) });

/** Something small that this person may make and take away again, with an event for each. */
export class Probe {
  private readonly key = randomUUID();

  private constructor(
    private readonly visitor: Visitor,
    private readonly thing: 'project' | 'estimate',
    readonly name: string,
    private readonly body: object,
  ) {}

  /** The office makes a project; a foreman an estimate in a project of his, null if he has none. */
  static async choose(visitor: Visitor): Promise<Probe | null> {
    const name = `Проверка связи ${randomUUID()}`;
    if (visitor.user.role !== 'foreman') {
      const body: z.input<typeof NewProjectBody> = { name };
      return new Probe(visitor, 'project', name, body);
    }
    const answer = await visitor.door.ask('/api/v1/projects?limit=1');
    const list = readJson(answer.text, List);
    if (!list) throw refused('the list of projects', answer);
    if (!list.items[0]) return null;
    const body: z.input<typeof NewEstimateBody> = { project_id: list.items[0].id, number: name };
    return new Probe(visitor, 'estimate', name, body);
  }

  /** Makes it, and tells its id. @throws {StepFailed} */
  async make(): Promise<number> {
    const question = { method: 'POST', body: this.body, headers: { 'Idempotency-Key': this.key } };
    const answer = await this.insist(this.path, question, `look whether «${this.name}» is there, and delete it`);
    const made = answer.status === 201 ? readJson(answer.text, Made) : null;
    if (!made) throw refused(`making a ${this.thing}`, answer);
    return made.id;
  }

  /** Takes it away; true, when it is gone. @throws {StepFailed} */
  async remove(id: number): Promise<true> {
    const todo = `delete «${this.name}» yourself`;
    const answer = await this.insist(`${this.path}/${id}`, { method: 'DELETE' }, todo);
    if (answer.status !== 204 && answer.status !== 404) throw refused(`deleting ${this.thing} ${id}`, answer, todo);
    return true;
  }

  /** Whether a message tells that of this very thing. */
  tells(what: 'created' | 'deleted', id: number): (message: Heard) => boolean {
    return ({ event, data }) => event === `${this.thing}.${what}` && data[`${this.thing}_id`] === id;
  }

  /** An answer that was lost is asked for again: the same key makes nothing twice, and only its id lets one delete it. */
  private async insist(path: string, question: Question, ifNot: string): Promise<Answer> {
    const ask = () => this.visitor.door.ask(path, question);
    try {
      return await ask().catch(ask);
    } catch (error) {
      if (!(error instanceof StepFailed)) throw error;
      const { seen, todo } = error.trouble;
      throw new StepFailed({ seen, todo: `${ifNot}; ${todo}` });
    }
  }

  private get path(): string {
    return `/api/v1/${this.thing}s`;
  }
}

function refused(what: string, answer: Answer, first?: string): StepFailed {
  const todo = 'look at the log of the server, and at the proxy: does it pass all methods on?';
  return new StepFailed({
    seen: `${what} was answered with ${inShort(answer)}`,
    todo: first ? `${first}; ${todo}` : todo,
  });
}
