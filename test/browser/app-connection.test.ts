import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { inBrowser, type Visit } from '../support/browser.ts';
import { heldFor, inLumps } from '../support/carries.ts';
import { anItem, aProject, Client } from '../support/client.ts';
import { frontEnds } from '../support/front-ends.ts';
import { Restarts } from '../support/restarts.ts';
import { PASSWORD } from '../support/test-server.ts';
import { DESK, enterApp, signIn } from '../support/web-people.ts';

/** The browser's own words for a connection that is not there. */
const NO_CONNECTION = /net::ERR_|Failed to load resource/;
/** A stream comes back after 3 s (contract §4), later each time; two that come late are given 10 s each. */
const COMES_BACK_MS = 60_000;
const LONGER_THAN_A_STREAM_WAITS_MS = 600_000;

inBrowser('the app, when the connection fails,', (visit: Visit) => {
  const restarts = new Restarts({ SSE_KEEPALIVE_INTERVAL: '1000' });
  const front = frontEnds();
  let desk: Page;
  beforeAll(async () => {
    await restarts.start();
    await restarts.letIn();
  });
  afterAll(() => restarts.remove());
  beforeEach(async () => {
    const visitor = await visit({ viewport: DESK });
    visitor.expects(NO_CONNECTION);
    desk = visitor.page;
    desk.setDefaultTimeout(COMES_BACK_MS);
  });

  const enter = (url = restarts.url) => enterApp(desk, url, restarts.staff.manager.email);
  const rowOf = (text: string) => desk.locator('tbody tr').filter({ hasText: text });

  /** Says nothing through the door: clients may be shut out. */
  async function anEstimateOf(projectName: string): Promise<{ id: number; office: Client }> {
    const { manager, foreman } = restarts.staff;
    const office = await Client.signInAt(restarts.inside, manager.email, PASSWORD);
    const { id: project_id } = await aProject(office, [foreman.id], projectName);
    const { body } = await office
      .post('/estimates', { project_id, foreman_id: foreman.id, items: [anItem] })
      .expect(201);
    return { id: body.id, office };
  }

  it.each([
    ['is stopped', 'Пока не было связи', () => restarts.stop()],
    ['dies without a word', 'Пока сервер лежал', () => restarts.shutOut().then(() => restarts.stop())],
  ])('says so when the server %s, and shows what was saved until it is back', async (_what, saved, end) => {
    await enter();
    await end();
    await desk.locator('[data-state=delayed], [data-state=offline]').waitFor();
    await restarts.start();
    await anEstimateOf(saved);
    await restarts.letIn();

    await rowOf(saved).waitFor();
    await desk.locator('[data-state=live]').waitFor();
    await anEstimateOf(`${saved}, и снова сразу`);
    await rowOf(`${saved}, и снова сразу`).waitFor();
    expect(await rowOf(saved).count()).toBe(2);
  });

  it('says so as soon as the browser knows that it has no network', async () => {
    await enter();
    await desk.context().setOffline(true);
    await desk.locator('[data-state=delayed]').waitFor({ timeout: 15_000 });
    await desk.context().setOffline(false);

    await desk.locator('[data-state=live]').waitFor();
  });

  it('fetches everything anew when what was missed is no longer kept', async () => {
    const { id, office } = await anEstimateOf('История ушла');
    await enter();
    await rowOf('История ушла').getByText('Черновик').waitFor();
    await restarts.shutOut();
    await office.post(`/estimates/${id}/submit`).expect(200);
    await desk.route('**/sse/events', (route) => {
      return route.continue({ headers: { ...route.request().headers(), 'last-event-id': '1' } });
    });
    await restarts.letIn();

    await rowOf('История ушла').getByText('На согласовании').waitFor();
  });

  it.each([
    ['holds back what a stream says', heldFor(LONGER_THAN_A_STREAM_WAITS_MS)],
    ['hands it on in lumps', inLumps(12_000)],
  ])('behind a proxy that %s asks for the events instead, and says that they come with delay', async (_what, carry) => {
    const url = await front.proxy(restarts.url, [[/^GET \/api\/v1\/sse\/events/, carry]]);
    const said = desk.waitForEvent('console', (message) => message.text().includes('holds the stream back'));
    await desk.goto(url);
    await signIn(desk, restarts.staff.manager.email);
    await said;
    await anEstimateOf('По запросу');

    await rowOf('По запросу').first().waitFor();
    expect(await desk.locator('[data-state=delayed]').count()).toBe(1);
  });
});
