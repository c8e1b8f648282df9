import { type CallAnswer, call, verdictOf } from './calls.ts';
import type { Client } from './client.ts';
import type { RawStream } from './raw-stream.ts';
import type { OpenRaw } from './raw-streams.ts';

/** Where a manager can listen as himself; `dialogId` is any dialog. */
export function doors(dialogId: number): string[] {
  const channels = ['crm', 'notifications'].map((channel) => `/api/v1/streams/${channel}`);
  return ['/api/v1/sse/events', '/api/sse', ...channels, `/api/dialogs/${dialogId}/events`];
}

/** Streams at all doors, each by the access token and by a ticket, when their first words were said. */
export async function openAtAll(open: OpenRaw, client: Client, paths: readonly string[]): Promise<RawStream[]> {
  const { body } = await client.post('/sse/ticket').expect(200);
  const options = paths.flatMap((path) => [client.token, body.ticket].map((token: string) => ({ path, token })));
  const streams = await Promise.all(options.map(({ path, token }) => open(path, { token })));
  await Promise.all(streams.map((stream) => stream.until(() => stream.blocks.length > 0)));
  return streams;
}

/** What somebody hears who knocks at all doors with these tokens, from the beginning of history. */
export function knock(url: string, tokens: readonly string[], paths: readonly string[]): Promise<string[]> {
  const asked: Promise<CallAnswer>[] = tokens.flatMap((token) => [
    ...paths.map((path) => call(url, `GET ${path}?last_event_id=0`, { token })),
    ...paths.map((path) => call(url, `GET ${path}?token=${token}`)),
    call(url, 'GET /api/v1/events?after=0', { token }),
    call(url, 'GET /api/v1/estimates', { token }),
  ]);
  return Promise.all(asked.map(async (answer) => verdictOf(await answer)));
}

/** The last words of a stream whose right to listen is over, of whatever kind. */
export const UNAUTHORIZED =
  /\n\n(id: \d+\ndata: \{"event":"system.unauthorized","timestamp":\d{10}\}|event: system\.unauthorized\ndata: \{\})\n\n$/;
