import { beforeEach, expect, it } from '@jest/globals';
import type { Locator, Page, Route } from 'playwright-core';
import type { MessageWire } from '../../src/interfaces/wire/dialog-wire.ts';
import { barriers, faintTexts, sidewaysScroll, smallTargets } from '../support/accessibility.ts';
import { inBrowser, type Visit } from '../support/browser.ts';
import { call } from '../support/calls.ts';
import { signedInCrew } from '../support/crew.ts';
import { FrontOffice } from '../support/front-office.ts';
import { aGuest } from '../support/guests.ts';
import { sharedServer } from '../support/test-server.ts';
import { until } from '../support/until.ts';
import { enterApp, PHONE } from '../support/web-people.ts';

/** So many messages are in one part of a list. */
const PAGE = 50;
const MESSAGES = /\/api\/dialogs\/\d+\/messages$/;
const EVENTS = /\/api\/dialogs\/\d+\/events$/;

inBrowser('the inbox', (visit: Visit) => {
  const server = sharedServer();
  const crew = signedInCrew(server);
  let page: Page;
  let office: FrontOffice;
  let guest: string;
  let dialog: number;
  beforeEach(async () => {
    office = new FrontOffice(server().url, crew().admin.token);
    guest = aGuest(await office.well('POST /api/assistants', { name: 'Анна из сметного отдела' }));
    dialog = (await office.well(`POST /api/widget/dialogs?${guest}`)).id;
    const visitor = await visit({ viewport: PHONE });
    visitor.expects(/ERR_FAILED/);
    page = await enterApp(visitor.page, server().url, server().staff.manager.email);
  });

  /** The guest writes, as the widget of a site does for him. */
  async function guestSays(text: string): Promise<void> {
    const path = `POST /api/widget/dialogs/${dialog}/messages?${guest}`;
    const { status } = await call(server().url, path, { body: { sender: 'user', text } });
    expect(status).toBe(201);
  }

  const open = (where: Page) => where.goto(`${server().url}/#/dialogs/${dialog}`);
  const said = (where: Page, text: string) => where.getByRole('log').getByText(text, { exact: true });

  async function answer(text: string): Promise<void> {
    await page.getByLabel('Ответ').fill(text);
    await page.getByLabel('Ответ').press('Enter');
  }

  it('lists who has written, and opens what was said', async () => {
    await guestSays('Сколько стоит крыша?');
    await page.getByRole('link', { name: 'Диалоги' }).click();
    await page.getByRole('link', { name: /Сколько стоит крыша/ }).click();

    await said(page, 'Сколько стоит крыша?').waitFor();
    const small = await smallTargets(page, 'main button, textarea:not([aria-hidden])', 48);
    expect([await barriers(page), await faintTexts(page), small, await sidewaysScroll(page)]).toEqual([[], [], [], 0]);
  });

  it('shows what a guest says at once, and takes an answer to him and to other tabs once', async () => {
    await open(page);
    const other = await page.context().newPage();
    await open(other);
    await said(other, 'Здесь пока ничего не сказано.').waitFor();
    await page.bringToFront();
    await guestSays('Добрый день');
    await said(page, 'Добрый день').waitFor();

    await answer('И вам доброго дня');
    await said(other, 'И вам доброго дня').waitFor();
    await said(page, 'И вам доброго дня').waitFor();

    const { messages } = await office.well(`POST /api/widget/dialogs?${guest}`);
    expect(messages.map(({ text }: MessageWire) => text)).toEqual(['Добрый день', 'И вам доброго дня']);
    for (const tab of [page, other]) expect(await said(tab, 'И вам доброго дня').count()).toBe(1);
  });

  it('keeps an answer that could not be sent, and sends it once on demand', async () => {
    await open(page);
    await page.route('**/messages', (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    );
    await answer('Перезвоню вам');
    await page.getByText('Не отправлено.').waitFor();
    await page.getByRole('button', { name: 'К списку' }).click(); // he looks at something else meanwhile
    await open(page);
    await page.getByText('Не отправлено.').waitFor();
    await page.reload(); // or his phone throws the page out of its memory
    await page.getByText('Не отправлено.').waitFor();
    const before = await office.texts(dialog);
    await page.unroute('**/messages');
    await page.getByRole('button', { name: 'Повторить' }).click();

    await page.getByText('Отправляется…').waitFor({ state: 'detached' });
    await until(async () => (await office.texts(dialog)).length > 0);
    expect([before, await office.texts(dialog)]).toEqual([[], ['Перезвоню вам']]);
    expect(await said(page, 'Перезвоню вам').count()).toBe(1);
  });

  it('shows what was said while nobody could see the tab', async () => {
    await open(page);
    await said(page, 'Здесь пока ничего не сказано.').waitFor();
    await hide(page, true);
    await guestSays('Вы здесь?');
    await hide(page, false);

    await said(page, 'Вы здесь?').waitFor();
  });

  it('goes on behind the last message that its stream told', async () => {
    await open(page);
    await said(page, 'Здесь пока ничего не сказано.').waitFor();
    await guestSays('Первое');
    await said(page, 'Первое').waitFor();
    await hide(page, true);
    await page.route(MESSAGES, (route) => route.abort()); // the stream alone can tell
    await guestSays('Второе');
    await hide(page, false);

    await said(page, 'Второе').waitFor();
    expect(await said(page, 'Первое').count()).toBe(1);
  });

  it('is read from its end, where what comes is seen, and does not disturb whoever reads further up', async () => {
    for (let number = 1; number <= PAGE + 5; number++) await office.reply(dialog, `№ ${number}`);
    await open(page);
    await said(page, `№ ${PAGE + 5}`).waitFor();
    const atFirst = await isInView(said(page, `№ ${PAGE + 5}`));
    await guestSays('Новое');
    await said(page, 'Новое').waitFor();
    const whatCame = await isInView(said(page, 'Новое'));

    await said(page, '№ 6').scrollIntoViewIfNeeded();
    await page.getByRole('button', { name: 'Показать более ранние' }).click();
    await said(page, '№ 1').waitFor();
    await guestSays('Ещё новее');
    await said(page, 'Ещё новее').waitFor();

    const above = [await isInView(said(page, '№ 6')), await isInView(said(page, 'Ещё новее'))];
    expect([atFirst, whatCame, ...above]).toEqual([true, true, true, false]);
  });

  it('takes nothing back of what it has shown when more is said', async () => {
    for (let number = 1; number <= PAGE; number++) await office.reply(dialog, `№ ${number}`);
    await open(page);
    await said(page, '№ 1').waitFor();
    await guestSays('Ещё одно');
    await said(page, 'Ещё одно').waitFor();

    const anew = page.waitForResponse(MESSAGES);
    await hide(page, false); // somebody comes back to the tab: everything is fetched again
    await (await anew).finished();

    await said(page, 'Ещё одно').waitFor();
    expect(
      await page
        .getByRole('log')
        .getByText(/^№ \d+$/)
        .count(),
    ).toBe(PAGE);
  });

  it('misses nothing that is said while it opens', async () => {
    let isSaid = false;
    await page.route(EVENTS, async (route) => {
      await until(() => isSaid);
      await route.continue();
    });
    const ofBefore = new Promise<() => Promise<void>>((resolve) => {
      const hold = async (route: Route) => {
        const response = await route.fetch();
        await guestSays('Между тем и этим');
        isSaid = true;
        resolve(() => route.fulfill({ response }));
      };
      void page.route(MESSAGES, hold, { times: 1 });
    });

    await open(page);
    await said(page, 'Между тем и этим').waitFor();
    await (await ofBefore)();

    expect(await said(page, 'Между тем и этим').count()).toBe(1);
  });

  it('is the business of the office alone', async () => {
    const phone = (await visit({ viewport: PHONE })).page;
    await enterApp(phone, server().url, server().staff.foreman.email);

    await phone.goto(`${server().url}/#/dialogs/${dialog}`);

    await phone.getByText('Здесь ничего нет').waitFor();
    expect(await phone.getByRole('link', { name: 'Диалоги' }).count()).toBe(0);
  });
});

/** Whether the box that it is in shows it. */
function isInView(text: Locator): Promise<boolean> {
  return text.evaluate((element) => {
    const box = element.closest('[role=log]')?.getBoundingClientRect();
    const { top, bottom } = element.getBoundingClientRect();
    return box !== undefined && top >= box.top && bottom <= box.bottom;
  });
}

/** As another tab in front of it does. */
function hide(page: Page, hidden: boolean): Promise<void> {
  const property = `{ configurable: true, value: ${hidden} }`;
  return page.evaluate(
    `Object.defineProperty(document, 'hidden', ${property}); document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))`,
  );
}
