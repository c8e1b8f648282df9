import { expect, it } from '@jest/globals';
import { inBrowser, type Visit } from '../support/browser.ts';
import { aProject } from '../support/client.ts';
import { signedInCrew } from '../support/crew.ts';
import { devServer } from '../support/dev-server.ts';
import { sharedServer } from '../support/test-server.ts';
import { until } from '../support/until.ts';
import { enterApp } from '../support/web-people.ts';

/** Vite prepares what it serves when it is first asked for. */
const FIRST_LOAD_MS = 60_000;

inBrowser('the app in a development build, where React mounts everything twice,', (visit: Visit) => {
  const server = sharedServer();
  const crew = signedInCrew(server);
  const url = devServer(server);

  const streamsOf = async (id: number) => {
    const { body } = await crew().admin.get('/sse/stats').expect(200);
    return body.users[String(id)] ?? 0;
  };

  it('has one stream, hears each event once, and offers the tools of seed 001', async () => {
    const { page, said } = await visit();
    page.setDefaultTimeout(FIRST_LOAD_MS);
    const { manager, foreman } = server().staff;
    await enterApp(page, url(), manager.email);
    await until(async () => (await streamsOf(manager.id)) === 1);
    await page.evaluate('window.demo = new SSEDemo(); demo.startListening()');

    await aProject(crew().manager, [foreman.id]);
    await until(() => said.some((line) => line.includes('[SSE] project.created')));
    await page.evaluate('SSETestUtils.createTestEstimateEvent()');

    expect(said.filter((line) => line.includes('[SSE] project.created'))).toHaveLength(1);
    expect(await streamsOf(manager.id)).toBe(1);
    expect(await page.evaluate('demo.getStatus()')).toBeDefined();
    await page.getByRole('button', { name: 'Меню' }).click();
    await page.getByRole('menuitem', { name: 'Выйти' }).click();
    await until(async () => (await streamsOf(manager.id)) === 0);
  });
});
