import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { barriers, faintTexts, sidewaysScroll, smallTargets } from '../support/accessibility.ts';
import { inBrowser, type Visit } from '../support/browser.ts';
import { aProject } from '../support/client.ts';
import { signedInCrew } from '../support/crew.ts';
import { sharedServer } from '../support/test-server.ts';
import { DESK, enterApp, inApp, PHONE } from '../support/web-people.ts';

inBrowser('projects in the app', (visit: Visit) => {
  const server = sharedServer();
  const crew = signedInCrew(server);
  let desk: Page;
  beforeEach(async () => {
    const visitor = await visit({ viewport: DESK });
    visitor.expects(/412|422|ERR_FAILED/);
    desk = await enterApp(visitor.page, server().url, server().staff.manager.email);
    await desk.getByRole('link', { name: 'Объекты' }).click();
  });

  const save = () => desk.getByRole('button', { name: 'Сохранить', exact: true }).click();

  it('reach the phone of whoever is assigned without a reload, and leave it when he is taken off', async () => {
    const phone = await inApp(visit, server(), 'foreman', PHONE);
    await phone.getByRole('link', { name: 'Объекты' }).click();
    await desk.getByRole('button', { name: 'Новый объект' }).click();
    await desk.getByLabel('Название').fill('Школа № 12');
    await desk.getByLabel('Адрес').fill('ул. Садовая, 3');
    await desk.getByRole('checkbox', { name: 'Имя foreman', exact: true }).check();
    await save();

    const card = phone.getByRole('listitem').filter({ hasText: 'Школа № 12' });
    await card.getByText('ул. Садовая, 3').waitFor();
    const seen = [await barriers(desk), await barriers(phone), await sidewaysScroll(phone)];
    await desk.getByRole('link', { name: /Школа № 12/ }).click();
    await desk.getByRole('checkbox', { name: 'Имя foreman', exact: true }).uncheck();
    await save();

    await card.waitFor({ state: 'detached' });
    expect(seen).toEqual([[], [], 0]);
  });

  it('can be taken from a foreman who is no longer active', async () => {
    const { id: foreman } = server().staff.foreman2;
    const { id } = await aProject(crew().admin, [foreman], 'Баня');
    await crew().admin.patch(`/users/${foreman}`, { active: false }).expect(200);
    await desk.goto(`${server().url}/#/projects/${id}`);

    await desk.getByRole('checkbox', { name: 'Имя foreman2' }).uncheck();
    await save();

    await desk.getByRole('form').waitFor({ state: 'detached' });
    expect((await crew().admin.get(`/projects/${id}`).expect(200)).body.foremen).toEqual([]);
  });

  it('say at the field what the server does not take of it', async () => {
    await desk.getByRole('button', { name: 'Новый объект' }).click();
    const name = desk.getByLabel('Название');
    await name.focus(); // half of an emoji, which the form itself does not refuse
    await desk.evaluate(String.raw`document.execCommand('insertText', false, 'Баня\uD83D')`);
    await save();

    await desk.getByRole('form').getByText('Здесь знаки, которые нельзя сохранить').waitFor();
    expect([await name.getAttribute('aria-invalid'), await barriers(desk)]).toEqual(['true', []]);
  });

  it('are for the thumb and the eye of somebody of the office who has a phone alone', async () => {
    const { id } = await aProject(crew().admin, [], 'Дом_с_названием_которое_нигде_не_разрывается'.repeat(4));
    const phone = await inApp(visit, server(), 'manager', PHONE);
    await phone.goto(`${server().url}/#/projects/${id}`);
    await phone.getByRole('checkbox').first().waitFor();

    const small = await smallTargets(phone, 'form button, .mantine-TextInput-input, .mantine-Checkbox-label', 48);
    expect([await barriers(phone), await faintTexts(phone), small, await sidewaysScroll(phone)]).toEqual([
      [],
      [],
      [],
      0,
    ]);
  });

  describe('changed by somebody else meanwhile', () => {
    let id: number;
    beforeEach(async () => {
      ({ id } = await aProject(crew().admin, [], 'Склад на Мира'));
      await desk.goto(`${server().url}/#/projects/${id}`);
      await desk.getByLabel('Адрес').fill('Мой адрес');
      await crew().admin.patch(`/projects/${id}`, { address: 'Их адрес' }).expect(200);
      await save();
      await version('Ваша').getByText('Адрес: Мой адрес').waitFor();
    });

    const version = (which: string) => desk.getByRole('alert').getByRole('region', { name: which });

    const address = async () => (await crew().admin.get(`/projects/${id}`).expect(200)).body.address;

    it('show what differs, and keep what was written', async () => {
      expect(await version('Та, что на сервере').getByRole('listitem').allTextContents()).toEqual(['Адрес: Их адрес']);
      expect(await barriers(desk)).toEqual([]);

      await desk.getByRole('button', { name: 'Сохранить мою версию' }).click();

      await desk.getByRole('alert').waitFor({ state: 'detached' });
      expect(await address()).toBe('Мой адрес');
    });

    it('take what is there', async () => {
      await desk.getByRole('button', { name: 'Взять версию с сервера' }).click();

      await desk.getByRole('alert').waitFor({ state: 'detached' });
      expect(await desk.getByLabel('Адрес').inputValue()).toBe('Их адрес');
      expect(await address()).toBe('Их адрес');
    });

    it('say why the version that is to stay was not saved, and ask on', async () => {
      await desk.route('**/api/v1/projects/*', (route) => route.abort());

      await desk.getByRole('button', { name: 'Сохранить мою версию' }).click();

      await desk.getByRole('alert').getByText('Сервер не отвечает').waitFor();
      expect(await version('Ваша').count()).toBe(1);
    });
  });
});
