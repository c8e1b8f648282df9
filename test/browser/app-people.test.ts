import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { barriers, faintTexts, sidewaysScroll, smallTargets } from '../support/accessibility.ts';
import { inBrowser, type Visit } from '../support/browser.ts';
import { signedInCrew } from '../support/crew.ts';
import { PASSWORD, sharedServer } from '../support/test-server.ts';
import { DESK, enterApp, inApp, PHONE, signIn } from '../support/web-people.ts';

inBrowser('people in the app', (visit: Visit) => {
  const server = sharedServer();
  const crew = signedInCrew(server);
  let desk: Page;
  beforeEach(async () => {
    const visitor = await visit({ viewport: DESK });
    visitor.expects(/409|422/);
    desk = await enterApp(visitor.page, server().url, server().staff.admin.email);
    await desk.getByRole('link', { name: 'Люди' }).click();
  });

  let numbered = 0;
  const somebody = async (name: string) => {
    const body = { email: `p${++numbered}@example.test`, name, role: 'foreman', password: PASSWORD };
    return (await crew().admin.post('/users', body).expect(201)).body as { id: number; email: string };
  };
  const phoneOf = async (email: string) => {
    const visitor = await visit({ viewport: PHONE });
    visitor.expects(/401/); // he is signed out
    return enterApp(visitor.page, server().url, email);
  };
  const open = (id: number) => desk.goto(`${server().url}/#/people/${id}`);
  const save = () => desk.getByRole('button', { name: 'Сохранить', exact: true }).click();
  const card = (name: string) => desk.getByRole('listitem').filter({ hasText: name });
  const fill = async (email: string) => {
    await desk.getByRole('button', { name: 'Добавить человека' }).click();
    await desk.getByLabel(/^Имя/).fill('Анна Новая');
    await desk.getByLabel('Почта').fill(email);
    await desk.getByLabel('Роль', { exact: true }).selectOption('Менеджер');
    await desk.getByLabel(/^Пароль/).fill(PASSWORD);
  };

  it('enter with what an admin has given them, and are seen to be there', async () => {
    await fill('anna@example.test');
    const seen = await barriers(desk);
    await save();
    await card('Анна Новая').getByText('Не на связи').waitFor();

    await enterApp((await visit()).page, server().url, 'anna@example.test');

    await card('Анна Новая').getByText('Браузеров на связи: 1').waitFor();
    expect(await card('Анна Новая').getByText('Менеджер').count()).toBe(1);
    expect([seen, await barriers(desk)]).toEqual([[], []]);
  });

  it('are out as soon as they may not enter', async () => {
    const { id, email } = await somebody('Уволенный');
    const phone = await phoneOf(email);

    await open(id);
    await desk.getByLabel('Может входить').uncheck();
    await save();

    await phone.getByRole('status').getByText('Вход завершён').waitFor();
    await card('Уволенный').getByText('Прораб, входить не может').waitFor();
  });

  it('sign in anew when their phone was lost, with a new password', async () => {
    const { id, email } = await somebody('Потерявший');
    const phone = await phoneOf(email);

    await open(id);
    await desk.getByRole('button', { name: 'Завершить вход на всех устройствах' }).click();
    await desk.getByRole('status').getByText('Вход завершён').waitFor();
    await phone.locator('input[type=password]').waitFor();
    await desk.getByLabel('Новый пароль').fill('another good password');
    await save();
    await desk.getByRole('form').waitFor({ state: 'detached' });

    await signIn(phone, email, 'another good password');
    await phone.locator('[data-state=live]').waitFor();
  });

  it('keep what another admin has changed meanwhile', async () => {
    const { id } = await somebody('Прежнее имя');
    await open(id);
    await desk.getByLabel(/^Имя/).fill('Новое имя');
    await crew().admin.patch(`/users/${id}`, { role: 'manager' }).expect(200);

    await save();

    await card('Новое имя').getByText('Менеджер').waitFor();
  });

  it('are refused in words: an e-mail of somebody else, one that is none, the last admin', async () => {
    await fill(server().staff.foreman.email);
    await save();
    await desk.getByRole('alert').getByText('Человек с такой почтой уже есть').waitFor();

    await desk.getByLabel('Почта').fill('a@b');
    await save();
    await desk.getByRole('form').getByText('Адрес почты, вроде').waitFor();
    expect(await desk.getByLabel('Почта').getAttribute('aria-invalid')).toBe('true');

    await open(server().staff.admin.id);
    await desk.getByLabel('Роль', { exact: true }).selectOption('Прораб');
    await save();
    await desk.getByRole('alert').getByText('последний действующий администратор').waitFor();
    expect(await desk.evaluate('document.activeElement.textContent')).toBe('Сохранить'); // for another try
    expect((await crew().admin.get(`/users/${server().staff.admin.id}`)).body.role).toBe('admin');
  });

  it('are for the thumb and the eye of an admin who has a phone alone', async () => {
    const { id } = await somebody('Имя_которое_нигде_не_разрывается'.repeat(4));
    const phone = await inApp(visit, server(), 'admin', PHONE);
    await phone.goto(`${server().url}/#/people`);
    await phone.getByRole('listitem').first().waitFor();
    const list = [await barriers(phone), await faintTexts(phone), await sidewaysScroll(phone)];
    await phone.goto(`${server().url}/#/people/${id}`);
    await phone.getByRole('form').waitFor();

    const small = await smallTargets(phone, 'form button, .mantine-TextInput-input, .mantine-Checkbox-label', 48);
    expect(list).toEqual([[], [], 0]);
    expect([await barriers(phone), await faintTexts(phone), small, await sidewaysScroll(phone)]).toEqual([
      [],
      [],
      [],
      0,
    ]);
  });

  describe('for whoever is no admin', () => {
    it('are not there, nor a way to them', async () => {
      const manager = await inApp(visit, server(), 'manager');
      await manager.goto(`${server().url}/#/people`);

      await manager.getByText('Здесь ничего нет').waitFor();
      expect(await manager.getByRole('link', { name: 'Люди' }).count()).toBe(0);
    });
  });
});
