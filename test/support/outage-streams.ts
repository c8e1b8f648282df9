import type { OutageStage } from './outage-stage.ts';
import type { RawStream } from './raw-stream.ts';
import type { OpenRaw } from './raw-streams.ts';
import { news } from './relaying-server.ts';
import type { Upstream } from './upstream.ts';

/** One stream of each kind, and for each sort of reader. */
export interface AllStreams extends Readonly<Record<string, RawStream>> {
  readonly role: RawStream;
  readonly own: RawStream;
  readonly targeted: RawStream;
  readonly office: RawStream;
  readonly guest: RawStream;
  readonly crm: RawStream;
}

export async function openAllStreams(open: OpenRaw, { manager, foreman, dialog }: OutageStage): Promise<AllStreams> {
  const messages = `/api/dialogs/${dialog.id}/events`;
  const [role, own] = [await open('/api/v1/sse/events', manager), await open('/api/v1/sse/events', foreman)];
  await Promise.all([role, own].map((stream) => stream.block('connected')));
  return {
    role,
    own,
    targeted: await open('/api/sse', foreman),
    office: await open(messages, manager),
    guest: await open(`${messages}?${dialog.guest}`),
    crm: await open('/api/v1/streams/crm', manager),
    notifications: await open('/api/v1/streams/notifications', foreman),
  };
}

/** Resolves when each of them has said so often that it is alive, from now on. */
export async function beaten(streams: AllStreams, times: number): Promise<void> {
  const all = Object.values(streams).map((stream) => ({ stream, before: beatsOf(stream) }));
  await Promise.all(all.map(({ stream, before }) => stream.until(() => beatsOf(stream) >= before + times)));
}

function beatsOf(stream: RawStream): number {
  return stream.text.split(/keepalive|heartbeat/).length;
}

/** A source that keeps what it said, and tells whoever comes back what he missed. */
export function remembering(source: Upstream): (id: string) => void {
  const said: string[] = [];
  source.answer = (request, response) => {
    source.open(response);
    for (const id of said.slice(said.indexOf(String(request.headers['last-event-id'])) + 1)) response.write(news(id));
  };
  return (id) => {
    said.push(id);
    source.send(news(id));
  };
}
