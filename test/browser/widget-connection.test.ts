import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Route } from 'playwright-core';
import { inBrowser, type Visitor } from '../support/browser.ts';
import { Client } from '../support/client.ts';
import { FrontOffice } from '../support/front-office.ts';
import { Restarts } from '../support/restarts.ts';
import { sites, widgetScript } from '../support/sites.ts';
import { PASSWORD } from '../support/test-server.ts';
import { WidgetPage } from '../support/widget-page.ts';

/** The browser's own words for a connection that is not there. */
const NO_CONNECTION = /net::ERR_|Failed to load resource|status of 5/;
/** A browser comes back after 5 s (contract §7), a little later each time. */
const COMES_BACK_MS = 25_000;

inBrowser('the widget, when the connection fails,', (visit) => {
  const restarts = new Restarts({ NODE_ENV: 'production' });
  const openSite = sites();
  let token: string;
  let visitor: Visitor;
  let guest: WidgetPage;
  const office = () => new FrontOffice(restarts.inside, token);

  beforeAll(async () => {
    await restarts.start();
    await restarts.letIn();
    token = (await Client.signInAt(restarts.url, restarts.staff.admin.email, PASSWORD)).token;
  });
  afterAll(() => restarts.remove());
  beforeEach(async () => {
    const site = await openSite();
    site.show({ head: widgetScript(restarts.url, await office().widget([site.host])) });
    visitor = await visit();
    visitor.expects(NO_CONNECTION);
    visitor.page.setDefaultTimeout(COMES_BACK_MS);
    await visitor.page.goto(site.url);
    guest = new WidgetPage(visitor.page);
    await guest.open();
  });

  it('shows what was said meanwhile, once, when the server is stopped and started again', async () => {
    await guest.say('До перезапуска');
    await guest.reads('До перезапуска');
    const dialog = await office().dialogOf('До перезапуска');

    await restarts.stop();
    await guest.line.getByText('Нет связи. Переподключаемся…').waitFor();
    await restarts.start();
    await office().reply(dialog, 'Пока вас не было');
    const began = Date.now();
    await restarts.letIn();
    await guest.reads('Пока вас не было');
    console.log(`widget: caught up ${Date.now() - began} ms after the server could be reached again`);
    await office().reply(dialog, 'И сразу');
    await guest.reads('И сразу');

    expect(await guest.texts()).toEqual(['До перезапуска', 'Пока вас не было', 'И сразу']);
    expect(await guest.line.innerText()).toBe('');
  });

  it('leaves a text that it could not send where it is, says so, and sends it once on demand', async () => {
    await guest.say('Первое');
    await guest.reads('Первое');
    await restarts.shutOut();

    await guest.say('Второе');
    await guest.line.getByText('Не отправлено, текст остался в поле: нет связи.').waitFor();
    const left = await guest.box.inputValue();
    await restarts.letIn();
    await guest.line.getByRole('button', { name: 'Повторить' }).click();
    await guest.reads('Второе');

    expect(left).toBe('Второе');
    expect(await guest.box.inputValue()).toBe('');
    expect(await office().texts(await office().dialogOf('Второе'))).toEqual(['Первое', 'Второе']);
  });

  it('misses nothing that is said after the dialog was read and before its stream opens', async () => {
    await guest.say('Первое');
    await guest.reads('Первое');
    const dialog = await office().dialogOf('Первое');
    await visitor.page.route(/\/events\?/, async (route) => {
      await office().reply(dialog, 'В промежутке');
      await route.continue();
    });

    await visitor.page.reload();
    await guest.open();
    await guest.reads('В промежутке');

    expect(await guest.texts()).toEqual(['Первое', 'В промежутке']);
  });

  it('says a thing once when only the answer was lost, and the guest tries again', async () => {
    await guest.say('Первое');
    await guest.reads('Первое');
    await visitor.page.route(/\/events\?/, (route) => route.abort());
    await restarts.shutOut();
    await restarts.letIn(); // whatever stream there was is gone
    await failing(/\/messages\?/, 1, async (route) => {
      await route.fetch();
      await route.abort();
    });

    await guest.say('Один раз');
    await guest.line.getByRole('button', { name: 'Повторить' }).click();
    await guest.reads('Один раз');

    expect(await office().texts(await office().dialogOf('Один раз'))).toEqual(['Первое', 'Один раз']);
  });

  it('clears the box when the stream brings what no answer confirmed', async () => {
    await guest.say('Первое');
    await guest.reads('Первое');
    await failing(/\/messages\?/, 1, async (route) => {
      await route.fetch();
      await route.abort();
    });

    await guest.say('Дошло');
    await guest.reads('Дошло');
    await guest.say('Потом');
    await guest.reads('Потом');

    expect(await guest.texts()).toEqual(['Первое', 'Дошло', 'Потом']);
    expect(await guest.line.innerText()).toBe('');
  });

  it.each([
    ['the stream', /\/events\?/],
    ['the dialog', /\/widget\/dialogs\?/],
    ['the token', /\/validate-widget-token/],
  ])('comes back by itself after %s was answered 503 twice', async (_what, path) => {
    await guest.say('До отказа');
    await guest.reads('До отказа');
    const left = await failing(path, 2, (route) => route.fulfill({ status: 503, body: '' }));

    await visitor.page.reload();
    await guest.open();
    await office().reply(await office().dialogOf('До отказа'), 'После отказа');
    await guest.reads('После отказа');

    expect(left()).toBe(0);
    expect(await guest.texts()).toEqual(['До отказа', 'После отказа']);
  });

  /** The next requests of this kind fail; says how many are still to. */
  async function failing(path: RegExp, times: number, fail: (route: Route) => Promise<void>): Promise<() => number> {
    let left = times;
    await visitor.page.route(path, async (route) => {
      if (left === 0) return route.continue();
      left--;
      return fail(route);
    });
    return () => left;
  }
});
