import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { barriers } from '../support/accessibility.ts';
import { inBrowser, type Visit } from '../support/browser.ts';
import { anItem, aProject } from '../support/client.ts';
import { signedInCrew } from '../support/crew.ts';
import { sharedServer } from '../support/test-server.ts';
import { until } from '../support/until.ts';
import { anEstimate, DESK, enterApp } from '../support/web-people.ts';

/** What somebody at a desk takes for at once. */
const AT_ONCE_MS = 1_000;
const MADE = 60; // more than one part of a list

inBrowser("the office's table", (visit: Visit) => {
  const server = sharedServer();
  const crew = signedInCrew(server);
  let desk: Page;
  beforeAll(async () => {
    const { foreman } = server().staff;
    const { id: project_id } = await aProject(crew().manager, [foreman.id], 'Склад');
    for (let n = 1; n <= MADE; n++) {
      const items = [{ ...anItem, quantity: String(n) }];
      await crew()
        .manager.post('/estimates', { project_id, foreman_id: foreman.id, number: `С-${n}`, items })
        .expect(201);
    }
  });
  beforeEach(async () => {
    const visitor = await visit({ viewport: DESK });
    visitor.expects(/404/);
    desk = await enterApp(visitor.page, server().url, server().staff.manager.email);
  });

  const rows = () => desk.locator('tbody tr');
  const onlyRow = () => rows().nth(1).waitFor({ state: 'detached' });
  const numbers = () => desk.locator('tbody tr td:first-child').allInnerTexts();

  it('shows one part after the other, newest first', async () => {
    await rows().first().waitFor();
    const first = await numbers();
    await desk.getByRole('button', { name: 'Показать ещё' }).click();
    await rows()
      .nth(MADE - 1)
      .waitFor();

    expect(first).toEqual(Array.from({ length: 50 }, (_, n) => `С-${MADE - n}`));
    expect(await numbers()).toEqual(Array.from({ length: MADE }, (_, n) => `С-${MADE - n}`));
  });

  it('is sorted by any column, up and down, and back', async () => {
    const header = desk.getByRole('button', { name: 'Сумма' });
    const column = desk.getByRole('columnheader', { name: 'Сумма' });
    await rows().first().waitFor();
    await header.click();
    const upwards = await numbers();
    const said = await column.getAttribute('aria-sort');
    await header.click();
    const downwards = await numbers();
    await header.click();

    expect([upwards[0], said, downwards[0], (await numbers())[0]]).toEqual(['С-11', 'ascending', 'С-60', 'С-60']);
  });

  it('says that only what is shown is sorted, as long as there is more', async () => {
    await desk.getByRole('button', { name: 'Сумма' }).click();

    await desk.getByText('Упорядочены те, что показаны').waitFor();
  });

  it('is searched, and narrowed by status, project and foreman', async () => {
    const { number } = await anEstimate(crew(), server().staff, 'Особый объект');
    await desk.getByLabel('Поиск по номеру и объекту').fill('особый');
    await onlyRow();
    await desk.getByLabel('Любой статус').selectOption({ label: 'Согласована' });
    await desk.getByText('Ничего не нашлось').waitFor();
    await desk.getByLabel('Любой статус').selectOption({ label: 'Черновик' });
    await rows().filter({ hasText: number }).waitFor();
    await desk.getByLabel('Поиск по номеру и объекту').fill('');
    await desk.getByLabel('Любой объект').selectOption({ label: 'Особый объект' });
    await onlyRow();
    await desk.getByLabel('Любой прораб').selectOption({ label: 'Имя foreman2' });
    await desk.getByText('Ничего не нашлось').waitFor();

    expect(await barriers(desk)).toEqual([]);
  });

  it('lets a row that has just come flash, and says how long it took', async () => {
    await rows().first().waitFor();
    const { number } = await anEstimate(crew(), server().staff, 'Только что');

    await desk.locator('tbody tr.flash').filter({ hasText: number }).waitFor();
    await desk.locator('tbody tr:not(.flash)').filter({ hasText: number }).waitFor();
    await desk.getByRole('status').hover();
    await desk
      .getByRole('tooltip')
      .getByText(/Последнее изменение дошло за < ?1 с/)
      .waitFor();
  });

  it('goes on at once when something that is open is gone', async () => {
    const gone = await anEstimate(crew(), server().staff, 'Удалят на глазах');
    await desk.goto(`${server().url}/#/estimates/${gone.id}`);
    await desk.getByRole('heading', { name: 'История' }).waitFor();
    await crew().foreman.delete(`/estimates/${gone.id}`).expect(204);
    await desk.getByRole('alert').getByText('Этой сметы больше нет').waitFor();
    const began = performance.now();
    const { number } = await anEstimate(crew(), server().staff, 'Сразу после');
    await rows().filter({ hasText: number }).waitFor();
    const tookMs = performance.now() - began;
    console.log(`a row came ${Math.round(tookMs)} ms after it was saved, beside one that is gone`);

    expect(tookMs).toBeLessThan(5 * AT_ONCE_MS);
  });

  it('is used with a keyboard: what opens has the focus, and gives it back', async () => {
    const link = desk.getByRole('link', { name: `С-${MADE}`, exact: true });
    const focused = () =>
      desk.evaluate<string>('document.activeElement.ariaLabel || document.activeElement.textContent');
    await link.focus();
    await desk.keyboard.press('Enter');
    await desk.getByRole('region', { name: `С-${MADE}` }).waitFor();
    const opened = await until(async () => (await focused()) === `С-${MADE}`);
    await desk.keyboard.press('Tab');
    const first = await focused();
    await desk.keyboard.press('Enter');
    await desk.getByRole('region').waitFor({ state: 'detached' });

    expect([opened, first]).toEqual([true, 'К списку']);
    await until(() => link.evaluate((element) => element === element.ownerDocument.activeElement));
  });

  describe('with notifications allowed', () => {
    it('tells whoever is elsewhere that an estimate waits for him, and nobody who looks', async () => {
      const visitor = await visit({ viewport: DESK, permissions: ['notifications'] });
      const { page } = visitor;
      await page.addInitScript(`
        globalThis.told = [];
        const Shown = Notification;
        globalThis.Notification = class extends Shown {
          constructor(title, options) { super(title, options); told.push([title, options.body]); }
        };`);
      await enterApp(page, server().url, server().staff.manager.email);
      const seen = await anEstimate(crew(), server().staff, 'На глазах');
      await crew().foreman.post(`/estimates/${seen.id}/submit`).expect(200);
      await page.locator('tbody tr').filter({ hasText: seen.number }).getByText('На согласовании').waitFor();
      await page.evaluate("Object.defineProperty(document, 'hidden', { value: true })");

      const { id, number } = await anEstimate(crew(), server().staff, 'За спиной');
      await crew().foreman.post(`/estimates/${id}/submit`).expect(200);

      await until(() => page.evaluate<boolean>('told.length > 0'));
      expect(await page.evaluate('told')).toEqual([['Смета на согласовании', `${number} · Имя foreman`]]);
    });
  });
});
