import type { RequestListener } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { examined } from '../support/examination.ts';
import { frontEnds, json, page } from '../support/front-ends.ts';

const alive = json(200, { status: 'ok' });
const ready = json(200, { status: 'ready' });
const routed =
  (routes: Record<string, RequestListener>, rest: RequestListener): RequestListener =>
  (request, response) =>
    (routes[request.url ?? ''] ?? rest)(request, response);

describe('the doctor, where sign-in fails', () => {
  const { answering } = frontEnds();

  it.each<[string, RequestListener, RegExp]>([
    ['another base', json(404, {}), /404.*→ .*without a path/],
    ['a front end', page, /200 text\/html → .*without a path/],
    ['too many failures', json(429, {}, { 'Retry-After': '41' }), /429.*wait 41 s/],
    ['a broken server', json(500, {}, { 'X-Request-Id': 'r-17' }), /500.*request r-17 → look at the log/],
    ['a changed request', json(422, {}), /422.*docs\/api\.md/],
  ])('says so of %s', async (_what, signIn, line) => {
    const url = await answering(routed({ '/healthz': alive, '/readyz': ready }, signIn));

    const examination = await examined({ url });

    expect(examination.of('sign-in')).toEqual([expect.stringMatching(line)]);
    expect(examination.well).toBe(false);
  });

  it('says that the database is away', async () => {
    const url = await answering(routed({ '/healthz': alive }, json(503, { status: 'database_away' })));

    const examination = await examined({ url });

    expect(examination.of('database')).toEqual([expect.stringMatching(/^fault: .*database_away.*DATABASE_URL/)]);
    expect(examination.of('sign-in')).toEqual([]);
  });
});
