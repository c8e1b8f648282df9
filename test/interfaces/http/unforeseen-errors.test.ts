import { describe, expect, it } from '@jest/globals';
import { EstimateReader } from '../../../src/domain/estimates/estimate-repository.ts';
import { aProject } from '../../support/client.ts';
import { signedInCrew } from '../../support/crew.ts';
import { expectProblem } from '../../support/problems.ts';
import { sharedServer } from '../../support/test-server.ts';

const INSIDE = 'the disk of db-7.internal is full';

class BrokenReader implements EstimateReader {
  find(): Promise<never> {
    return Promise.reject(new Error(INSIDE));
  }

  list(): Promise<never> {
    throw new TypeError(INSIDE);
  }
}

describe('an error that nobody foresaw', () => {
  const server = sharedServer({
    arrange: (container) => container.register<EstimateReader>(EstimateReader, { useValue: new BrokenReader() }),
  });
  const crew = signedInCrew(server);

  it.each(['/estimates', '/estimates/1'])(
    'is answered by %s with the request id, and nothing of the inside',
    async (path) => {
      const response = await crew().manager.get(path);

      expectProblem(response, 500, 'internal_error');
      expect(response.body.detail).toContain(response.headers['x-request-id']);
      expect(response.text).not.toMatch(/db-7|disk|Error|node_modules|\.ts|\n/);
    },
  );

  it('is logged whole, under the same request id', async () => {
    await crew().manager.get('/estimates/1?q=secret').set('X-Request-Id', 'find-me');

    const lines = server().log.lines.filter(({ req }) => (req as { id?: string } | undefined)?.id === 'find-me');
    const line = lines.find(({ msg }) => msg === 'unforeseen error');
    expect(line).toMatchObject({
      level: 50,
      err: { type: 'Error', message: INSIDE, stack: expect.stringContaining('BrokenReader.find') },
      req: { method: 'GET', path: '/api/v1/estimates/1' },
    });
    expect(JSON.stringify(lines)).not.toContain('q=secret');
  });

  it('takes back what was written before it', async () => {
    const { id } = server().staff.foreman;
    const { id: project_id } = await aProject(crew().manager, [id]);

    const response = await crew().foreman.post('/estimates', { project_id });

    expectProblem(response, 500, 'internal_error');
    expect((await crew().manager.delete(`/projects/${project_id}`)).status).toBe(204); // it has no estimates
  });

  it('leaves the server working', async () => {
    await crew().manager.get('/estimates').expect(500);

    await crew().manager.get('/projects').expect(200);
  });
});
