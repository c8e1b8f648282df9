import { z } from 'zod';
import { inShort, isPage, readJson } from './answers.ts';
import type { Door } from './door.ts';
import type { Report } from './report.ts';

const Health = z.object({ connections: z.number(), redis: z.enum(['connected', 'disconnected', 'disabled']) });

/** Redis carries what is not in the event log: without it the estimates go on, the rest ends at one instance. */
export async function examineRedis(door: Door, report: Report): Promise<void> {
  const answer = await report.attempt('Redis', () => door.ask('/api/sse/health'));
  if (!answer) return;
  const health = readJson(answer.text, Health);
  if (health?.redis === 'connected') report.ok('Redis', `connected; ${health.connections} streams`);
  else if (health?.redis === 'disabled') report.ok('Redis', 'disabled: enough for one instance, not for several');
  else if (health) {
    const todo =
      'start it, and check REDIS_URL; until then nothing but estimates and projects passes between instances';
    report.fault('Redis', { seen: 'disconnected', todo });
  } else if (answer.status === 404 && !isPage(answer)) report.skip('Redis', 'this server has no such route');
  else {
    const todo = 'let the proxy pass all of /api/ on to the server';
    report.fault('Redis', { seen: `/api/sse/health was answered with ${inShort(answer)}`, todo });
  }
}
