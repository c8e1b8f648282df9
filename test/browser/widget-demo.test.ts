import { beforeAll, describe, expect, it } from '@jest/globals';
import { barriers, sidewaysScroll } from '../support/accessibility.ts';
import { inBrowser } from '../support/browser.ts';
import { Client } from '../support/client.ts';
import { FrontOffice } from '../support/front-office.ts';
import { sharedServer } from '../support/test-server.ts';
import { WidgetPage } from '../support/widget-page.ts';

const PHONE = { width: 390, height: 844 };

inBrowser('the page with a widget on it', (visit) => {
  describe('while developing', () => {
    const server = sharedServer();
    let office: FrontOffice;
    beforeAll(async () => {
      office = new FrontOffice(server().url, (await Client.signIn(server(), 'admin')).token);
    });

    it('says how to make a widget where there is none, and shows the first one that is made', async () => {
      const { page } = await visit({ viewport: PHONE });
      await page.goto(`${server().url}/widget-demo`);
      await page.getByRole('heading', { name: 'Виджета ещё нет' }).waitFor();
      const recipe = await page.locator('.when-missing pre').innerText();
      await office.widget([], 'Первая');
      await office.widget([], 'Вторая');

      await page.reload();
      const guest = new WidgetPage(page);
      await guest.open();
      await guest.say('Есть кто живой?');
      await guest.reads('Есть кто живой?');

      expect(recipe).toContain(`curl -X POST ${server().url}/api/widgets`);
      expect(await guest.panel.getByRole('heading').innerText()).toBe('Первая');
      expect(await page.getByRole('heading', { name: 'Виджета ещё нет' }).isVisible()).toBe(false);
    });

    it('does not pick one whose token was revoked', async () => {
      const { items } = await office.well('GET /api/widgets');
      const first = items.at(-1);
      await office.well(`DELETE /api/widgets/${first.id}`);

      const { page } = await visit();
      await page.goto(`${server().url}/widget-demo`);
      const guest = new WidgetPage(page);
      await guest.open();

      expect(await page.locator('script[data-token]').getAttribute('data-token')).toBe(items.at(-2).token);
    });

    it('is in Russian or English, the widget with it', async () => {
      const { page } = await visit({ locale: 'en-US' });
      await page.goto(`${server().url}/widget-demo`);
      await page.getByRole('heading', { name: 'A house turnkey' }).waitFor();

      await page.getByRole('link', { name: 'Русский' }).click();
      await page.getByRole('heading', { name: 'Дом под ключ' }).waitFor();
      await page.getByRole('button', { name: 'Открыть чат' }).waitFor();

      expect(await page.locator('html').getAttribute('lang')).toBe('ru');
    });

    it.each(['light', 'dark'] as const)('keeps nobody out on a phone in %s colours', async (colorScheme) => {
      const { page } = await visit({ viewport: PHONE, colorScheme });
      await page.goto(`${server().url}/widget-demo`);
      await new WidgetPage(page).button.waitFor();

      const found = await barriers(page);

      expect(found).toEqual([]);
      expect(await sidewaysScroll(page)).toBe(0);
    });
  });

  describe('in production', () => {
    const server = sharedServer({ settings: { NODE_ENV: 'production' } });

    it('asks for a token, and gives away nobody’s', async () => {
      const { host } = new URL(server().url);
      const office = new FrontOffice(server().url, (await Client.signIn(server(), 'admin')).token);
      const token = await office.widget([host]);
      const { page } = await visit({ viewport: PHONE });
      await page.goto(`${server().url}/widget-demo`);
      const unasked = await page.content();

      await page.getByRole('textbox', { name: 'Token' }).fill(token);
      await page.getByRole('button', { name: 'Показать' }).click();
      const guest = new WidgetPage(page);
      await guest.open();
      await guest.say('По ключу');
      await guest.reads('По ключу');

      expect(unasked).not.toContain(token);
      expect(await office.texts(await office.dialogOf('По ключу'))).toEqual(['По ключу']);
    });

    it('takes a hostile token for a token', async () => {
      const hostile = `"><script>document.title='taken'</script><img src=x onerror="document.title='taken'">{{origin}}`;
      const visitor = await visit();
      visitor.expects(/status of 4\d\d/);
      const validated = visitor.page.waitForResponse(/validate-widget-token/);
      await visitor.page.goto(`${server().url}/widget-demo?token=${encodeURIComponent(hostile)}`);
      await validated;

      const shown = await visitor.page.locator('pre code').innerText();

      expect(shown).toContain(`data-token="${hostile}"`);
      expect(await visitor.page.locator('script[data-token]').getAttribute('data-token')).toBe(hostile);
      expect(await visitor.page.locator('img').count()).toBe(0);
      expect(await visitor.page.title()).toContain('СтройДом');
    });
  });
});
