import { beforeAll, describe, expect, it } from '@jest/globals';
import { Cast } from '../support/cast.ts';
import { begun, tells } from '../support/dialog-streams.ts';
import { aGuest, aWidget } from '../support/guests.ts';
import { rawStreams } from '../support/raw-streams.ts';
import { sharedServer } from '../support/test-server.ts';

const SITE = 'https://site.example';

describe('the stream of a dialog on somebody’s site', () => {
  const server = sharedServer({
    settings: { NODE_ENV: 'production', CORS_ORIGINS: 'https://office.example', RATE_LIMIT: 'off' },
  });
  const cast = Cast.at(server);
  const open = rawStreams(server);
  let widget: { id: number; assistant_id: number };
  let guest: string;
  let dialogId: number;
  beforeAll(async () => {
    widget = await aWidget(cast());
    guest = aGuest({ id: widget.assistant_id });
    dialogId = (await cast().well('nobody', `POST /api/widget/dialogs?${guest}`)).id;
  });
  const from = (Origin: string, query = guest) =>
    open(`/api/dialogs/${dialogId}/events?${query}`, { headers: { Origin } });
  const allowed = async (origin: string, query = guest) => {
    const { head } = await from(origin, query);
    return head.headers['access-control-allow-origin'] ?? null;
  };

  it('may be read by the pages where the widget stands, and by those of the office', async () => {
    for (const origin of [SITE, 'https://office.example']) {
      const { status, headers } = (await from(origin)).head;

      expect([status, headers['access-control-allow-origin'], headers.vary]).toEqual([200, origin, 'Origin']);
      expect(headers['access-control-expose-headers']).toContain('X-Stream-Position');
    }
  });

  it.each([
    'https://other.example',
    'https://sub.site.example',
    'https://site.example.evil.test',
    'null',
    'http://localhost',
  ])('may not be read by pages of %s', async (origin) => {
    expect(await allowed(origin)).toBeNull();
  });

  it('may not be read by the pages of another assistant’s widget', async () => {
    const { assistant_id } = await aWidget(cast(), ['neighbour.example']);

    expect(await allowed('https://neighbour.example')).toBeNull();
    expect(await allowed('https://neighbour.example', aGuest({ id: assistant_id }))).toBe('https://neighbour.example');
  });

  it('tells the page of a refusal too, so that the widget can say why', async () => {
    const { status, headers } = (await from(SITE, aGuest({ id: widget.assistant_id }, 'stranger'))).head;

    expect([status, headers['access-control-allow-origin']]).toEqual([403, SITE]);
  });

  it('goes on when the widget is revoked; pages of the site can then open no other', async () => {
    const stream = await from(SITE);
    await begun(stream);

    await cast().well('admin', `DELETE /api/widgets/${widget.id}`);
    const { id } = await cast().well('manager', `POST /api/dialogs/${dialogId}/messages`, { text: 'ещё здесь' });
    await tells(stream, id);

    expect(stream.ended).toBe(false);
    expect(await allowed(SITE)).toBeNull();
    expect((await open(`/api/dialogs/${dialogId}/events?${guest}`)).head.status).toBe(200);
  });
});
