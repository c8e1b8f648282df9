import { beforeAll, beforeEach, expect, it } from '@jest/globals';
import { inBrowser, type Visitor } from '../support/browser.ts';
import { call } from '../support/calls.ts';
import { Client } from '../support/client.ts';
import { FrontOffice } from '../support/front-office.ts';
import { type Site, sites, widgetScript } from '../support/sites.ts';
import { sharedServer } from '../support/test-server.ts';
import { WidgetPage } from '../support/widget-page.ts';

const HOSTILE = {
  'an image that runs a script': '<img src=x onerror="document.title = `taken`">',
  'a script': '</p><script>document.title = "taken"</script>',
  'an entity': '&lt;b&gt; &amp;amp; &#128512;',
  'line separators': 'до\u2028между\u2029после',
  'a forged event of the stream': 'да\n\nevent: message\ndata: {"type":"message:new","message":{"id":1}}\n\n',
  'text that turns around': '\u202egro.live\u202c конец',
  '4,000 emoji': '😀'.repeat(4_000),
  'a template': '{{token}} <%= 7 * 7 %>',
};
const MESSAGES_A_MINUTE = 30;

inBrowser('the widget, among strangers,', (visit) => {
  const server = sharedServer({ settings: { NODE_ENV: 'production' } });
  const openSite = sites();
  let office: FrontOffice;
  let site: Site;
  let script: string;
  let visitor: Visitor;
  let guest: WidgetPage;
  beforeAll(async () => {
    office = new FrontOffice(server().url, (await Client.signIn(server(), 'admin')).token);
  });
  beforeEach(async () => {
    site = await openSite();
    script = widgetScript(server().url, await office.widget([site.host]));
    site.show({ head: script });
    visitor = await visit();
    guest = new WidgetPage(visitor.page);
  });

  async function open(): Promise<void> {
    await visitor.page.goto(site.url);
    await guest.open();
  }

  it.each(Object.entries(HOSTILE))('shows %s as the text that it is, from either side', async (_what, text) => {
    await open();
    await guest.say(text);
    await guest.messages.nth(0).waitFor();
    const dialog = await office.dialogOf(text.trim());

    await office.reply(dialog, text);
    await guest.messages.nth(1).waitFor();

    expect(await guest.texts()).toEqual([text.trim(), text]);
    expect(await visitor.page.title()).toBe('Чужой сайт');
    expect(await guest.panel.locator('img, script, b').count()).toBe(0);
  });

  it('lives under a policy that allows nothing but its server', async () => {
    const policy = `default-src 'none'; script-src ${server().url}; connect-src ${server().url}; img-src data:; require-trusted-types-for 'script'`;
    site.show({ head: script, policy });

    await open();
    await guest.say('Строго');
    await guest.reads('Строго');

    expect((await guest.panel.boundingBox())?.width).toBe(380); // its styles are there
  });

  it('looks the same whatever the styles of the site are', async () => {
    const css = '* { font: 33px cursive !important; letter-spacing: 9px !important; display: inline !important }';
    site.show({ head: `<style>${css} textarea, button { display: none }</style>${script}`, policy: '' });

    await open();

    const looks = await guest.panel.getByText('Здравствуйте!').evaluate((words) => {
      const { fontSize, letterSpacing, display } = words.ownerDocument.defaultView.getComputedStyle(words);
      return { fontSize, letterSpacing, display };
    });
    expect(looks).toEqual({ fontSize: '16px', letterSpacing: 'normal', display: 'block' });
  });

  it('says how much room is left, and does not send what is too long', async () => {
    await open();
    await guest.box.fill('я'.repeat(3_800));
    const near = await guest.panel.getByText('Осталось знаков: 200').count();
    await guest.box.fill('😀'.repeat(4_001));
    await guest.panel.getByText('Осталось знаков: -1').waitFor();

    await guest.box.press('Enter');
    await guest.say('Короче');
    await guest.reads('Короче');

    expect(near).toBe(1);
    expect(await guest.texts()).toEqual(['Короче']);
  });

  it('tells an impatient guest to wait, and keeps his text', async () => {
    visitor.expects(/status of 429/);
    await open();
    await guest.say('0');
    await guest.reads('0');
    const dialog = await office.dialogOf('0');
    const { guest: id } = JSON.parse(await visitor.page.evaluate<string>('Object.values({ ...localStorage })[0]'));
    const { assistant_id } = (await office.well('GET /api/dialogs')).items[0];
    const path = `POST /api/widget/dialogs/${dialog}/messages?assistant_id=${assistant_id}&guest_id=${id}`;
    for (let sent = 1; sent < MESSAGES_A_MINUTE; sent++) {
      await call(server().url, path, { body: { sender: 'user', text: String(sent) } });
    }

    await guest.say('Ещё одно');
    await guest.line.getByText(/слишком часто\. Подождите, с: \d+/).waitFor();

    expect(await guest.box.inputValue()).toBe('Ещё одно');
    expect(await office.texts(dialog)).not.toContain('Ещё одно');
  });

  it('takes what its server never says for nothing', async () => {
    await visitor.page.route(/\/events\?/, (route) =>
      route.fulfill({
        headers: { 'Content-Type': 'text/event-stream', 'Access-Control-Allow-Origin': '*' },
        body: 'id: 7\nevent: message\ndata: {"type":"something.else"}\n\nevent: unheard\ndata: {}\n\n',
      }),
    );
    await open();
    await guest.say('Всё в порядке?');
    await guest.reads('Всё в порядке?');

    expect(await guest.texts()).toEqual(['Всё в порядке?']);
  });
});
