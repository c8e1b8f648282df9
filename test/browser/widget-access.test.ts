import { beforeAll, describe, expect, it } from '@jest/globals';
import { barriers, sidewaysScroll, smallTargets } from '../support/accessibility.ts';
import { inBrowser } from '../support/browser.ts';
import { Client } from '../support/client.ts';
import { FrontOffice } from '../support/front-office.ts';
import { sites, widgetScript } from '../support/sites.ts';
import { sharedServer } from '../support/test-server.ts';
import { WidgetPage } from '../support/widget-page.ts';

const PHONE = { width: 390, height: 844 };

inBrowser('the widget, for everybody,', (visit) => {
  const server = sharedServer({ settings: { NODE_ENV: 'production' } });
  const openSite = sites();
  let office: FrontOffice;
  beforeAll(async () => {
    office = new FrontOffice(server().url, (await Client.signIn(server(), 'admin')).token);
  });

  async function guestAt(options: Parameters<typeof visit>[0]): Promise<WidgetPage> {
    const site = await openSite();
    site.show({ head: widgetScript(server().url, await office.widget([site.host])) });
    const { page } = await visit(options);
    await page.goto(site.url);
    return new WidgetPage(page);
  }

  const focused = (guest: WidgetPage) =>
    guest.page.evaluate<string>(
      '(() => { const e = document.activeElement.shadowRoot?.activeElement; return e?.getAttribute("aria-label") ?? e?.id ?? ""; })()',
    );

  it('is used by the keyboard alone', async () => {
    const guest = await guestAt({});
    await guest.button.waitFor();
    const { keyboard } = guest.page;

    await keyboard.press('Tab');
    const first = await focused(guest);
    await keyboard.press('Enter');
    const opened = await focused(guest);
    await keyboard.type('С клавиатуры');
    await keyboard.press('Shift+Enter');
    await keyboard.type('в две строки');
    await keyboard.press('Enter');
    await guest.reads('С клавиатуры');
    await keyboard.press('Tab');
    const next = await focused(guest);
    const texts = await guest.texts();
    await keyboard.press('Escape');
    const closed = await focused(guest);

    expect({ first, opened, next, closed }).toEqual({
      first: 'Открыть чат',
      opened: 'text',
      next: 'Отправить',
      closed: 'Открыть чат',
    });
    expect(texts).toEqual(['С клавиатуры\nв две строки']);
    expect(await guest.panel.isVisible()).toBe(false);
  });

  it('keeps the focus where it covers the page', async () => {
    const guest = await guestAt({ viewport: PHONE });
    await guest.open();
    const order: string[] = [];
    for (const key of ['Tab', 'Tab', 'Tab', 'Tab', 'Shift+Tab', 'Shift+Tab']) {
      await guest.page.keyboard.press(key);
      order.push(await focused(guest));
    }

    expect(order).toEqual(['Отправить', 'Закрыть', 'Сообщения', 'text', 'Сообщения', 'Закрыть']);
  });

  describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
    it('keeps nobody out, closed, open, and in trouble', async () => {
      const guest = await guestAt({ viewport: PHONE, colorScheme });
      await guest.button.waitFor();
      const closed = await barriers(guest.page);
      await guest.open();
      await guest.say('Видно ли?');
      await guest.reads('Видно ли?');
      await office.reply(await office.dialogOf('Видно ли?'), 'Видно.');
      await guest.reads('Видно.');
      await guest.page.route(/\/messages\?/, (route) => route.fulfill({ status: 200, body: 'no JSON' }));
      await guest.say('я'.repeat(3_900));
      await guest.line.getByRole('button', { name: 'Повторить' }).waitFor();

      const open = await barriers(guest.page);
      const small = await smallTargets(guest.page, 'smeta-widget button, smeta-widget textarea');

      expect({ closed, open, small }).toEqual({ closed: [], open: [], small: [] });
    });
  });

  it.each([
    { width: 320, height: 568 },
    { width: 568, height: 320 },
    { width: 1280, height: 800 },
  ])('fits into $width × $height without scrolling sideways', async (viewport) => {
    const guest = await guestAt({ viewport });
    await guest.open();
    await guest.say('Длинное слово: '.padEnd(300, 'ъ'));
    await guest.reads('Длинное слово');

    const box = await guest.panel.boundingBox();
    const send = await guest.panel.getByRole('button', { name: 'Отправить' }).boundingBox();

    expect(await sidewaysScroll(guest.page)).toBe(0);
    expect(await guest.panel.evaluate((panel) => panel.scrollWidth - panel.clientWidth)).toBe(0);
    expect(box?.width).toBe(Math.min(viewport.width, viewport.height <= 480 ? viewport.width : 380));
    expect((send?.y ?? 0) + (send?.height ?? 0)).toBeLessThanOrEqual(viewport.height);
  });

  it('moves nothing for somebody who asked for that', async () => {
    const guest = await guestAt({ reducedMotion: 'reduce' });

    await guest.open();

    expect(
      await guest.panel.evaluate((panel) => panel.ownerDocument.defaultView.getComputedStyle(panel).animationName),
    ).toBe('none');
  });
});
