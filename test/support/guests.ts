import { randomUUID } from 'node:crypto';
import type { CallAnswer } from './calls.ts';

/** Whoever can make things that must succeed: `Cast`, or an `Office`. */
interface Maker {
  well(viewer: 'admin' | 'nobody', what: string, body?: object): Promise<CallAnswer['body']>;
}

interface Assistant {
  readonly id: number;
}

export function anAssistant(maker: Maker): Promise<Assistant> {
  return maker.well('admin', 'POST /api/assistants', { name: 'Анна из сметного отдела' });
}

/** A widget of a new assistant, on `site.example` unless it is said otherwise. */
export async function aWidget(maker: Maker, allowed_domains: string[] = ['site.example']): Promise<CallAnswer['body']> {
  const { id } = await anAssistant(maker);
  return maker.well('admin', 'POST /api/widgets', { assistant_id: id, allowed_domains });
}

/** Somebody new who writes to that assistant, as a query string. */
export function aGuest({ id }: Assistant, guestId: string = randomUUID()): string {
  return `assistant_id=${id}&guest_id=${encodeURIComponent(guestId)}`;
}

/** The dialog of a new guest with a new assistant, and his query string. */
export async function aDialog(maker: Maker): Promise<{ dialog: CallAnswer['body']; guest: string }> {
  const guest = aGuest(await anAssistant(maker));
  return { dialog: await maker.well('nobody', `POST /api/widget/dialogs?${guest}`), guest };
}
