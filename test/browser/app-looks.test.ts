import { beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { barriers, faintTexts, sidewaysScroll, smallTargets } from '../support/accessibility.ts';
import { inBrowser, type Visit } from '../support/browser.ts';
import { signedInCrew } from '../support/crew.ts';
import { type Staff, sharedServer } from '../support/test-server.ts';
import { anEstimate, enterApp, PHONE } from '../support/web-people.ts';

/** For a thumb (issue of the app: touch targets of 48 px). */
const CONTROLS = 'main button, main input:not([type=checkbox]), main select, main textarea, nav a, header button';
const TARGET_PX = 48;

inBrowser('the app on a phone', (visit: Visit) => {
  const server = sharedServer();
  const crew = signedInCrew(server);
  let id: number;
  beforeAll(async () => {
    ({ id } = await anEstimate(
      crew(),
      server().staff,
      'Дом с длинным-предлинным-названием_которое_нигде_не_разрывается',
    ));
  });

  async function look(who: keyof Staff, options: BrowserContextOptions): Promise<Page> {
    const { page } = await visit({ viewport: PHONE, ...options });
    return enterApp(page, server().url, server().staff[who].email);
  }

  const PAGES: Readonly<Record<'foreman' | 'manager', readonly (() => string)[]>> = {
    foreman: [
      () => '/estimates',
      () => '/estimates/new',
      () => `/estimates/${id}`,
      () => `/estimates/${id}/edit`,
      () => '/projects',
    ],
    manager: [() => '/estimates', () => `/estimates/${id}`, () => '/projects', () => '/dialogs'],
  };

  describe.each([
    ['light', 'ru-RU'],
    ['dark', 'en-GB'],
  ] as const)('in %s, in %s', (colorScheme, locale) => {
    it.each(['foreman', 'manager'] as const)('fits the screen, the thumb and the eye of a %s', async (who) => {
      const page = await look(who, { colorScheme, locale });
      const found: Record<string, unknown> = {};
      for (const path of PAGES[who]) {
        await page.goto(`${server().url}/#${path()}`);
        await page.locator('main :is(h2, h3, li, form, table, p, a):visible').first().waitFor();
        found[path()] = {
          barriers: await barriers(page),
          faint: await faintTexts(page),
          small: await smallTargets(page, CONTROLS, TARGET_PX),
          sideways: await sidewaysScroll(page),
        };
      }

      const clean = { barriers: [], faint: [], small: [], sideways: 0 };
      expect(found).toEqual(Object.fromEntries(PAGES[who].map((path) => [path(), clean])));
    });
  });
});
