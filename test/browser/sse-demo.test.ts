import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { barriers, sidewaysScroll, smallTargets } from '../support/accessibility.ts';
import { inBrowser, type Visitor } from '../support/browser.ts';
import { anItem, aProject } from '../support/client.ts';
import { signedInCrew } from '../support/crew.ts';
import { FrontOffice } from '../support/front-office.ts';
import { aGuest } from '../support/guests.ts';
import { PASSWORD, type Staff, sharedServer } from '../support/test-server.ts';

const PHONE = { width: 390, height: 844 };
/** Contract §8, said of the doctor: over half a second from request to stream is a warning. Five times that is a fault. */
const DELAY_LIMIT_MS = 2_500;

inBrowser('the page of the streams', (visit) => {
  const server = sharedServer();
  const crew = signedInCrew(server);
  let visitor: Visitor;
  let page: Page;
  beforeEach(async () => {
    visitor = await visit({ viewport: PHONE });
    page = visitor.page;
    await page.goto(`${server().url}/sse-demo`);
  });

  /** By what a screen reader says: of two languages in a label, one is seen. */
  const field = (name: string) =>
    page.getByRole('textbox', { name, exact: true }).or(page.getByRole('combobox', { name, exact: true }));
  const passwordField = () => page.locator('input[type=password]'); // has no role
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const state = () => page.locator('#state');
  const row = (name: string): Locator =>
    page.locator('#rows li').filter({ has: page.locator('strong', { hasText: name }) });

  const ROLES = { admin: 'администратор', manager: 'менеджер', foreman: 'прораб', foreman2: 'прораб' };

  async function trySignIn(who: keyof Staff, password: string): Promise<void> {
    await field('Почта').fill(server().staff[who].email);
    await passwordField().fill(password);
    await press('Войти');
  }

  async function signIn(who: keyof Staff): Promise<void> {
    await trySignIn(who, PASSWORD);
    await page.getByText(`Имя ${who}, ${ROLES[who]}`).waitFor();
  }

  async function connect(kind: string, fields: Record<string, string> = {}): Promise<void> {
    await field('Какой').selectOption({ label: kind });
    for (const [name, value] of Object.entries(fields)) await field(name).fill(value);
    await press('Подключиться');
  }

  async function isLive(): Promise<void> {
    await state().getByText('На связи').waitFor();
  }

  it('shows a foreman his estimate as it comes, with its delay', async () => {
    const { manager, foreman } = crew();
    const project = await aProject(manager, [server().staff.foreman.id]);
    await signIn('foreman');
    await connect('Сметы и проекты');
    await row('connected').waitFor();

    const { body: estimate } = await foreman
      .post('/estimates', { project_id: project.id, items: [anItem] })
      .expect(201);
    const seen = row('estimate.created').first();
    await seen.waitFor();

    const text = await seen.innerText();
    const [, number, unit] = /задержка (?:< )?([\d.]+) (мс|с)$/m.exec(text) ?? [];
    const delay = Number(number) * (unit === 'с' ? 1_000 : 1);
    console.log(`sse-demo: an estimate was ${delay} ms on its way`);
    expect(JSON.parse(await seen.locator('pre').innerText()).data.estimate_id).toBe(estimate.id);
    expect(text).toMatch(/id \d+/);
    expect(delay).toBeLessThan(DELAY_LIMIT_MS);
  });

  it('keeps the tokens out of every address', async () => {
    const addresses: string[] = [];
    page.on('request', (request) => addresses.push(request.url()));
    await signIn('manager');

    await connect('Сметы и проекты');
    await row('connected').waitFor();

    expect(addresses.some((address) => address.endsWith('/api/v1/sse/events'))).toBe(true);
    expect(addresses.filter((address) => /token|eyJ/.test(address))).toEqual([]);
  });

  it('says in words that a password is wrong, and lets one try again', async () => {
    visitor.expects(/status of 401/);
    await trySignIn('foreman', 'a wrong password');
    await page.getByRole('alert').getByText('Почта или пароль не подходят').waitFor();

    await signIn('foreman');

    expect(await page.locator('#sign-in-trouble').textContent()).toBe('');
    expect(await passwordField().inputValue()).toBe('');
  });

  describe('connects to', () => {
    it('the heartbeat, without a sign-in', async () => {
      await connect('Канал', { 'Имя канала': 'heartbeat' });

      await isLive();
      await row('heartbeat').first().waitFor();

      expect(JSON.parse(await row('heartbeat').first().locator('pre').innerText())).toMatchObject({
        type: 'heartbeat',
      });
    });

    it.each(['crm', 'notifications'])('the channel %s', async (channel) => {
      await signIn('manager');

      await connect('Канал', { 'Имя канала': channel });
      await isLive();
      await row('heartbeat').first().waitFor();

      expect(JSON.parse(await row('heartbeat').first().locator('pre').innerText())).toMatchObject({
        upstream: 'unconfigured',
      });
    });

    it('targeted sends, under a name of its own', async () => {
      await signIn('foreman');

      await connect('Адресные отправки', { clientId: 'телефон-7' });
      await row('connected').waitFor();

      expect(JSON.parse(await row('connected').locator('pre').innerText())).toMatchObject({
        clientId: 'телефон-7',
        userId: server().staff.foreman.id,
      });
    });

    it('a dialog, by its number', async () => {
      const office = new FrontOffice(server().url, crew().admin.token);
      const guest = aGuest(await office.well('POST /api/assistants', { name: 'Анна' }));
      const dialog = await office.well(`POST /api/widget/dialogs?${guest}`);
      await signIn('manager');
      await connect('Диалог с сайта', { 'Номер диалога': String(dialog.id) });
      await isLive();

      const said = { sender: 'user', text: '<b>Здравствуйте</b>' };
      await office.well(`POST /api/widget/dialogs/${dialog.id}/messages?${guest}`, said);
      await row('message').first().waitFor();

      expect(JSON.parse(await row('message').first().locator('pre').innerText())).toMatchObject({
        type: 'message:new',
        message: { text: '<b>Здравствуйте</b>', sender: 'user' },
      });
    });
  });

  describe('says why not, and what to do,', () => {
    it.each([
      {
        who: null,
        kind: 'Сметы и проекты',
        fields: {},
        status: 401,
        words: 'нужен вход. Войдите и подключитесь снова',
      },
      {
        who: 'foreman',
        kind: 'Канал',
        fields: { 'Имя канала': 'crm' },
        status: 403,
        words: 'вам этот поток не разрешён',
      },
      { who: 'manager', kind: 'Канал', fields: { 'Имя канала': 'погода' }, status: 404, words: 'такого потока нет' },
      {
        who: 'manager',
        kind: 'Диалог с сайта',
        fields: { 'Номер диалога': '99999' },
        status: 404,
        words: 'такого потока нет',
      },
      {
        who: 'manager',
        kind: 'Адресные отправки',
        fields: { userId: '1' },
        status: 403,
        words: 'вам этот поток не разрешён',
      },
    ] as const)('to $who who asks for $kind $fields: $words', async ({ who, kind, fields, status, words }) => {
      visitor.expects(new RegExp(`status of ${status}`));
      if (who !== null) await signIn(who);

      await connect(kind, fields);

      await state().getByText(words).waitFor();
      expect(await state().innerText()).toMatch(/^Закрыто: /);
    });
  });

  describe('in the hands of an admin', () => {
    beforeEach(async () => {
      await signIn('admin');
      await page.locator('#send').waitFor();
    });

    it('sends to somebody, who gets it, and says how many were reached', async () => {
      await connect('Адресные отправки');
      await row('connected').waitFor();
      await field('Имя события').fill('price-list');
      await field('Данные, JSON').fill('{"html": "<img src=x onerror=alert(1)>", "line": "\u2028"}');
      await field('Кому').selectOption({ label: 'Пользователю' });
      await field('Его id').fill(String(server().staff.admin.id));

      await press('Отправить');
      await row('price-list').waitFor();

      expect(await page.locator('#sent').innerText()).toBe('Доставлено подключениям: 1');
      expect(JSON.parse(await row('price-list').locator('pre').innerText())).toEqual({
        html: '<img src=x onerror=alert(1)>',
        line: '\u2028',
      });
      expect(await page.locator('#rows img').count()).toBe(0);
    });

    it('says that nobody listens', async () => {
      await field('Кому').selectOption({ label: 'Роли' });
      await field('Роль').selectOption({ label: 'Прорабы' });

      await press('Отправить');
      await page.locator('#sent').getByText('Доставлено подключениям: 0').waitFor();

      expect(await page.locator('#sent').innerText()).toContain('Получателей сейчас нет');
    });

    it('sends nothing that is no JSON, and says so', async () => {
      await field('Данные, JSON').fill('{"message": ');
      const requests: string[] = [];
      page.on('request', (request) => requests.push(request.url()));

      await press('Отправить');
      await page.locator('#sent').getByText('Данные — не JSON, ничего не отправлено').waitFor();

      expect(requests).toEqual([]);
    });
  });

  it('tells others why they can not send', async () => {
    await page.getByText('Сначала войдите администратором.').waitFor();

    await signIn('manager');
    await page.getByText('Отправлять может только администратор.').waitFor();

    expect(await page.locator('#send').isVisible()).toBe(false);
  });

  it('holds events while paused, and shows them after', async () => {
    await connect('Канал', { 'Имя канала': 'heartbeat' });
    await row('heartbeat').first().waitFor();
    await press('Пауза');
    await press('Отключиться');
    await press('Очистить');
    await connect('Канал', { 'Имя канала': 'heartbeat' });
    await page.getByText('Пришло за паузу: 1').waitFor();
    const shown = await page.locator('#rows li').count();

    await press('Пауза');
    await row('heartbeat').first().waitFor();

    expect(shown).toBe(0);
    expect(await page.locator('#events').innerText()).toBe('1');
  });

  it('keeps no more than the newest 500', async () => {
    await page.route('**/api/v1/streams/heartbeat', (route) => {
      const body = Array.from({ length: 700 }, (_, n) => `id: ${n}\ndata: {"n": ${n}}\n\n`).join('');
      return route.fulfill({ headers: { 'Content-Type': 'text/event-stream' }, body });
    });

    await connect('Канал', { 'Имя канала': 'heartbeat' });
    await page.locator('#rows li', { hasText: 'id 699' }).first().waitFor();
    await press('Отключиться');

    expect(await page.locator('#rows li').count()).toBe(500);
  });

  it('is signed in after a reload, in this tab alone', async () => {
    await signIn('foreman');
    const other = await page.context().newPage();
    await other.goto(`${server().url}/sse-demo`);

    await page.reload();
    await page.getByText('Имя foreman, прораб').waitFor();

    expect(await other.locator('#sign-in').isVisible()).toBe(true);
  });

  it('speaks English on demand, and remembers it', async () => {
    await page.getByRole('button', { name: 'English' }).click();
    const title = await page.title();

    await page.reload();

    await page.getByRole('heading', { name: 'Event streams' }).waitFor();
    await page.getByRole('button', { name: 'Connect', exact: true }).waitFor();
    expect(title).toBe('Smeta Live: event streams');
    expect(await page.getByRole('combobox', { name: 'Which one' }).locator('option').allTextContents()).toContain(
      'Channel',
    );
  });

  it.each(['light', 'dark'] as const)('keeps nobody out on a phone in %s colours', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    const before = await barriers(page);
    await signIn('admin');
    await page.locator('#send').waitFor();
    await connect('Адресные отправки');
    await row('connected').waitFor();
    await press('Отправить');
    await page.locator('#sent').getByText('Доставлено').waitFor();

    const after = await barriers(page);

    expect({ before, after }).toEqual({ before: [], after: [] });
    expect(await smallTargets(page, 'button, input, select, textarea')).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
  });
});
