import { describe, expect, it } from '@jest/globals';
import { type CallAnswer, type CallOptions, call, verdictOf } from '../../../support/calls.ts';
import { Cast } from '../../../support/cast.ts';
import { aDialog, aGuest, anAssistant, aWidget } from '../../../support/guests.ts';
import { sharedServer } from '../../../support/test-server.ts';

const PER_DIALOG = 30;
const PER_ADDRESS = 120;
const TOO_MANY = '429 too_many_requests';

/** Behind a proxy that says who asks, so that each test has addresses of its own. */
const BEHIND_A_PROXY = { TRUST_PROXY: '1' };
const from = (address: string): CallOptions['headers'] => ({ 'X-Forwarded-For': address });
const times = <T>(count: number, of: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => of(n));

describe('the limits of guests', () => {
  const server = sharedServer({ settings: BEHIND_A_PROXY });
  const cast = Cast.at(server);
  const say = (id: number, guest: string, address: string, text: unknown = 'Алло?') =>
    call(server().url, `POST /api/widget/dialogs/${id}/messages?${guest}`, {
      body: { sender: 'user', text },
      headers: from(address) ?? {},
    });
  const open = (guest: string, address: string) =>
    call(server().url, `POST /api/widget/dialogs?${guest}`, { headers: from(address) ?? {} });
  const messagesOf = async (id: number) =>
    (await cast().well('manager', `GET /api/dialogs/${id}/messages?limit=200`)).items.length;

  function expectPatience({ headers, media }: CallAnswer): void {
    expect(media).toBe('application/problem+json');
    expect(Number(headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(Number(headers.get('Retry-After'))).toBeLessThanOrEqual(60);
  }

  it('let thirty messages into a dialog in a minute, and change nothing after', async () => {
    const { dialog, guest } = await aDialog(cast());

    const said = await Promise.all(times(PER_DIALOG, () => say(dialog.id, guest, '198.51.100.1')));
    const more = await say(dialog.id, guest, '198.51.100.2');
    const spelled = await say(dialog.id, guest.replace('assistant_id=', 'assistant_id=00'), '198.51.100.2');

    expect(new Set(said.map(verdictOf))).toEqual(new Set(['201']));
    expect([verdictOf(more), verdictOf(spelled)]).toEqual([TOO_MANY, TOO_MANY]);
    expectPatience(more);
    expect(await messagesOf(dialog.id)).toBe(PER_DIALOG);
  });

  it('leave the other dialogs and the office alone', async () => {
    const [busy, other] = [await aDialog(cast()), await aDialog(cast())];
    await Promise.all(times(PER_DIALOG + 1, () => say(busy.dialog.id, busy.guest, '198.51.100.3')));

    const elsewhere = await say(other.dialog.id, other.guest, '198.51.100.3');
    const answer = await cast().as('manager', `POST /api/dialogs/${busy.dialog.id}/messages`, {
      body: { text: 'Да?' },
    });
    const opened = await open(busy.guest, '198.51.100.3');

    expect([elsewhere, answer, opened].map(verdictOf)).toEqual(['201', '201', '200']);
  });

  it('count what was said, and not what was refused', async () => {
    const { dialog, guest } = await aDialog(cast());
    const refused = await Promise.all(times(PER_DIALOG - 1, () => say(dialog.id, guest, '198.51.100.4', '')));

    const said = await Promise.all(times(PER_DIALOG, () => say(dialog.id, guest, '198.51.100.4')));

    expect(new Set(refused.map(verdictOf))).toEqual(new Set(['422 validation_failed']));
    expect(new Set(said.map(verdictOf))).toEqual(new Set(['201']));
  });

  it('are not used up by a stranger who tries numbers', async () => {
    const { dialog, guest } = await aDialog(cast());
    const stranger = aGuest({ id: dialog.assistant_id }, 'stranger');

    const tried = times(PER_DIALOG + 5, () => say(dialog.id, stranger, '198.51.100.5'));
    const meanwhile = times(3, () => say(dialog.id, guest, '198.51.100.6'));

    expect(new Set((await Promise.all(tried)).map(verdictOf))).toContain('403 forbidden');
    expect((await Promise.all(meanwhile)).map(verdictOf)).toEqual(['201', '201', '201']);
  });

  it('let one address ask a hundred and twenty times, for whatever guests ask for', async () => {
    const assistant = await anAssistant(cast());
    const { token } = await aWidget(cast());
    const { dialog, guest } = await aDialog(cast());
    const address = '198.51.100.7';
    const validate = () => {
      const body = { token, domain: 'site.example' };
      return call(server().url, 'POST /api/validate-widget-token', { body, headers: from(address) ?? {} });
    };
    const opened = await Promise.all(times(PER_ADDRESS - 20, (n) => open(aGuest(assistant, `guest ${n}`), address)));
    const validated = await Promise.all(times(20, validate));

    const more = [
      await open(aGuest(assistant, 'one more'), address),
      await validate(),
      await say(dialog.id, guest, address),
    ];
    const neighbour = await open(aGuest(assistant, 'neighbour'), '198.51.100.8');

    expect(new Set([...opened, ...validated].map(verdictOf))).toEqual(new Set(['201', '200']));
    expect(more.map(verdictOf)).toEqual([TOO_MANY, TOO_MANY, TOO_MANY]);
    for (const answer of more) expectPatience(answer);
    expect(verdictOf(neighbour)).toBe('201');
    expect(await messagesOf(dialog.id)).toBe(0);
  });

  it('take the network of one household for one address where it is IPv6, and no larger', async () => {
    const assistant = await anAssistant(cast());
    await Promise.all(
      times(PER_ADDRESS, (n) => open(aGuest(assistant, `v6 ${n}`), `2001:db8:1:aa${(n % 90) + 10}::${n}`)),
    );

    const household = await open(aGuest(assistant, 'household'), '2001:db8:1:aaff::1');
    const others = await open(aGuest(assistant, 'others'), '2001:db8:1:bb00::1');

    expect([household, others].map(verdictOf)).toEqual([TOO_MANY, '201']);
  });
});

describe('the limits of guests, without a proxy that is trusted', () => {
  const server = sharedServer();
  const cast = Cast.at(server);

  it('do not believe who somebody says he is', async () => {
    const assistant = await anAssistant(cast());
    const open = (n: number) =>
      call(server().url, `POST /api/widget/dialogs?${aGuest(assistant)}`, { headers: from(`203.0.113.${n}`) ?? {} });
    await Promise.all(times(PER_ADDRESS, open));

    const more = await open(200);

    expect(verdictOf(more)).toBe(TOO_MANY);
  });
});

describe('the limits of guests, switched off', () => {
  const server = sharedServer({ settings: { RATE_LIMIT: 'off' } });
  const cast = Cast.at(server);

  it('let anybody in as often as he likes', async () => {
    const { dialog, guest } = await aDialog(cast());
    const body = { sender: 'user', text: 'Алло?' };

    const said = await Promise.all(
      times(PER_ADDRESS + 1, () =>
        call(server().url, `POST /api/widget/dialogs/${dialog.id}/messages?${guest}`, { body }),
      ),
    );

    expect(new Set(said.map(verdictOf))).toEqual(new Set(['201']));
  });
});
