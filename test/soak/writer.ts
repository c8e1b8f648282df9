import type { Answer } from './api.ts';
import type { Person } from './people.ts';
import { rest } from './rest.ts';
import { draw, type Hand, type Writing } from './writings.ts';

/** Most requests carry an Idempotency-Key, and are repeated until they are answered. The others are left in doubt. */
const KEYED = 0.7;
/** Between two requests, in milliseconds, at most. */
const PAUSE_MS = 60;

let keys = 0;

/** Writes as one person until it is over. */
export async function writeOn(who: Person, hand: Hand, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    await write(who, draw(who, hand), hand);
    await rest(hand.random.below(PAUSE_MS), over);
  }
}

/** One change, and what became of it, noted. */
export async function write(who: Person, { subject, request }: Writing, { world, random }: Hand): Promise<void> {
  const onLost = () => {
    world.answersLost++;
  };
  const answer = random.chance(KEYED)
    ? await who.api.askOn({ ...request, key: `soak ${++keys}` }, onLost)
    : await who.api.ask(request);
  if (answer === null) onLost();
  else if (answer.status >= 500) world.faults.push(`${request.method} ${request.path}: ${JSON.stringify(answer.body)}`);
  else if (answer.status >= 400) world.refused.push(answer.requestId);
  else note(answer);

  function note({ status, body }: Answer): void {
    const id = body?.id ?? request.path.split('/').at(-1);
    const verb = { 201: 'created', 204: 'deleted' }[status] ?? 'updated';
    if (verb === 'created') world[`${subject}s`].push(id);
    world.acknowledged.push({
      type: `${subject}.${verb}`,
      subject: `${subject}:${id}`,
      version: body?.version ?? null,
    });
  }
}
