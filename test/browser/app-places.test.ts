import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { inBrowser, type Visit } from '../support/browser.ts';
import { signedInCrew } from '../support/crew.ts';
import { PASSWORD, sharedServer } from '../support/test-server.ts';
import { anEstimate, DESK, inApp, PHONE } from '../support/web-people.ts';

/** More than any of these screens shows. */
const MANY = 30;

inBrowser('a list of the app that is longer than the screen', (visit: Visit) => {
  const server = sharedServer();
  const crew = signedInCrew(server);
  beforeAll(async () => {
    for (let n = 0; n < MANY; n++) {
      const body = { email: `p${n}@example.test`, name: `Человек ${n}`, role: 'foreman', password: PASSWORD };
      await crew().admin.post('/users', body).expect(201);
      await anEstimate(crew(), server().staff, `Дом ${n}`);
    }
  });

  const isInView = (what: Locator) =>
    what.evaluate((element) => {
      const { top } = element.getBoundingClientRect();
      return top >= 0 && top < (element.ownerDocument.defaultView?.innerHeight ?? 0) / 2;
    });
  const scrolled = (page: Page) => page.evaluate<number>('window.scrollY');
  const focused = (page: Page) => page.evaluate<string>('document.activeElement.textContent');

  it('shows what is opened at its end beside it, and marks it', async () => {
    const desk = await inApp(visit, server(), 'manager', DESK);
    const row = desk.getByRole('row').filter({ hasText: 'Дом 0' });
    await row.getByRole('link').click();

    const heading = desk.getByRole('heading', { name: /Дом 0/ });
    await heading.waitFor();
    expect([(await scrolled(desk)) > 0, await isInView(heading)]).toEqual([true, true]);
    expect(await desk.locator('tr[aria-current]').allTextContents()).toEqual([expect.stringContaining('Дом 0')]);
  });

  it('is where it was when what was opened on a phone in its place is closed', async () => {
    const phone = await inApp(visit, server(), 'admin', PHONE);
    await phone.goto(`${server().url}/#/people`);
    await phone.getByRole('link', { name: /Человек 9/ }).click();
    await phone.getByRole('form', { name: 'Человек 9' }).waitFor();
    await phone.getByRole('button', { name: 'Отмена' }).click();

    await phone.getByRole('form').waitFor({ state: 'detached' });
    const link = phone.getByRole('link', { name: /Человек 9/ });
    expect(await scrolled(phone)).toBeGreaterThan(PHONE.height);
    expect([await focused(phone), await link.isVisible()]).toEqual([expect.stringContaining('Человек 9'), true]);
  });

  describe.each(['light', 'dark'] as const)('by keyboard, when it is %s', (colorScheme) => {
    it('shows where one is', async () => {
      const desk = await inApp(visit, server(), 'admin', DESK);
      await desk.emulateMedia({ colorScheme });
      await desk.goto(`${server().url}/#/people`);
      await desk.getByRole('button', { name: 'Добавить человека' }).focus();
      await desk.keyboard.press('Tab');

      const outline = await desk
        .locator(':focus')
        .evaluate((element) => element.ownerDocument.defaultView?.getComputedStyle(element).outline);
      expect(await focused(desk)).toContain('Человек');
      expect(outline).toBe(colorScheme === 'dark' ? 'rgb(142, 197, 255) solid 3px' : 'rgb(11, 74, 133) solid 3px');
    });
  });
});
