import { beforeAll, describe, expect, it } from '@jest/globals';
import { inBrowser } from '../support/browser.ts';
import { Client } from '../support/client.ts';
import { FrontOffice } from '../support/front-office.ts';
import { sites, widgetScript } from '../support/sites.ts';
import { sharedServer } from '../support/test-server.ts';
import { WidgetPage } from '../support/widget-page.ts';

/** In production, where nothing is allowed by itself, and for real: a site on another origin. */
const PRODUCTION = { NODE_ENV: 'production' };

inBrowser('the widget', (visit) => {
  const server = sharedServer({ settings: PRODUCTION });
  const openSite = sites();
  let office: FrontOffice;
  beforeAll(async () => {
    office = new FrontOffice(server().url, (await Client.signIn(server(), 'admin')).token);
  });

  /** A site with a widget on it. */
  async function siteWithWidget(attributes = ''): Promise<string> {
    const site = await openSite();
    site.show({ head: widgetScript(server().url, await office.widget([site.host]), attributes) });
    return site.url;
  }

  async function guestAt(url: string, options = {}): Promise<WidgetPage> {
    const { page } = await visit(options);
    await page.goto(url);
    return new WidgetPage(page);
  }

  it('lets two guests of a site talk with the office, and neither sees the other', async () => {
    const url = await siteWithWidget();
    const [anna, boris] = await Promise.all([guestAt(url), guestAt(url)]);
    await Promise.all([anna.open(), boris.open()]);
    await anna.say('Сколько стоит баня?');
    await boris.say('Вы чините кровлю?');
    await Promise.all([anna.reads('Сколько стоит баня?'), boris.reads('Вы чините кровлю?')]);
    const [ofAnna, ofBoris] = [
      await office.dialogOf('Сколько стоит баня?'),
      await office.dialogOf('Вы чините кровлю?'),
    ];

    await office.reply(ofAnna, 'От миллиона.');
    await office.reply(ofBoris, 'Чиним.');
    await Promise.all([anna.reads('От миллиона.'), boris.reads('Чиним.')]);

    expect(ofAnna).not.toBe(ofBoris);
    expect(await anna.texts()).toEqual(['Сколько стоит баня?', 'От миллиона.']);
    expect(await boris.texts()).toEqual(['Вы чините кровлю?', 'Чиним.']);
  });

  it('keeps the dialog over a reload, and counts what came while it was closed', async () => {
    const guest = await guestAt(await siteWithWidget());
    await guest.open();
    await guest.say('Я ещё вернусь');
    await guest.reads('Я ещё вернусь');
    await guest.page.keyboard.press('Escape');
    await office.reply(await office.dialogOf('Я ещё вернусь'), 'Ждём вас.');
    const unread = guest.page.getByRole('button', { name: 'Открыть чат, непрочитанных: 1' });
    await unread.waitFor();

    await guest.page.reload();
    await unread.waitFor();
    await guest.open();
    await guest.reads('Ждём вас.');
    const texts = await guest.texts();
    await guest.page.keyboard.press('Escape');

    expect(texts).toEqual(['Я ещё вернусь', 'Ждём вас.']);
    expect(await guest.button.getAttribute('aria-label')).toBe('Открыть чат');
  });

  it('makes no dialog for somebody who never opens it', async () => {
    const before = (await office.well('GET /api/dialogs')).items.length;
    const guest = await guestAt(await siteWithWidget());
    await guest.button.waitFor();

    const after = (await office.well('GET /api/dialogs')).items.length;

    expect(after).toBe(before);
  });

  it('talks with whom the browser keeps nothing for', async () => {
    const url = await siteWithWidget();
    const { page } = await visit();
    await page.addInitScript(
      'Object.defineProperty(window, "localStorage", { get() { throw new Error("refused"); } })',
    );
    await page.goto(url);
    const guest = new WidgetPage(page);

    await guest.open();
    await guest.say('Без памяти');
    await guest.reads('Без памяти');

    expect(await office.texts(await office.dialogOf('Без памяти'))).toEqual(['Без памяти']);
  });

  it.each([
    { locale: 'ru-RU', attributes: '', button: 'Открыть чат' },
    { locale: 'de-DE', attributes: '', button: 'Open chat' },
    { locale: 'en-US', attributes: 'data-lang="ru"', button: 'Открыть чат' },
    { locale: 'ru-RU', attributes: 'data-lang="en"', button: 'Open chat' },
  ])('speaks to a browser in $locale with $attributes: $button', async ({ locale, attributes, button }) => {
    const guest = await guestAt(await siteWithWidget(attributes), { locale });

    await guest.button.waitFor();

    expect(await guest.button.getAttribute('aria-label')).toBe(button);
  });

  describe('where it is not welcome', () => {
    /** What is said of a widget with this token on a page at this address. */
    async function refusalAt(url: string): Promise<{ said: string[]; widgets: number }> {
      const visitor = await visit();
      visitor.expects(/status of 403/);
      const validated = visitor.page.waitForResponse(/validate-widget-token/);
      await visitor.page.goto(url);
      await validated;
      if (!visitor.said.some(isOurs)) await visitor.page.waitForEvent('console', (message) => isOurs(message.text()));
      return { said: visitor.said.filter(isOurs), widgets: await visitor.page.locator('smeta-widget').count() };
    }
    const isOurs = (line: string) => line.startsWith('[Smeta Widget]');

    it('is not seen on a site of another domain, and says in one line of the console why', async () => {
      const [mine, theirs] = [await openSite(), await openSite()];
      theirs.show({ head: widgetScript(server().url, await office.widget([mine.host])) });
      const url = theirs.url.replace('127.0.0.1', 'stranger.test');

      const refusal = await refusalAt(url);

      expect(refusal).toEqual({
        widgets: 0,
        said: [
          `[Smeta Widget] not shown: domain not allowed. An admin can add ${new URL(url).host} to its allowed_domains: PATCH /api/widgets/:id.`,
        ],
      });
    });

    it('is gone from a site whose domain was taken off', async () => {
      const site = await openSite();
      const { id } = await office.well('POST /api/assistants', { name: 'Пётр' });
      const widget = await office.well('POST /api/widgets', { assistant_id: id, allowed_domains: [site.host] });
      await office.well(`PATCH /api/widgets/${widget.id}`, { allowed_domains: ['elsewhere.test'] });
      site.show({ head: widgetScript(server().url, widget.token) });

      const { said, widgets } = await refusalAt(site.url);

      expect(widgets).toBe(0);
      expect(said).toEqual([expect.stringContaining('domains changed. An admin can add')]);
    });

    it('says of a token that nobody gave that it is revoked', async () => {
      const site = await openSite();
      site.show({ head: widgetScript(server().url, 'no-such-token') });

      const { said, widgets } = await refusalAt(site.url);

      expect(widgets).toBe(0);
      expect(said).toEqual([expect.stringContaining('token revoked. Put a new token into data-token')]);
    });
  });
});
