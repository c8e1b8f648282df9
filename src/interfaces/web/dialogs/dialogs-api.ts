import type { DialogWire, MessageWire } from '../../wire/dialog-wire.ts';
import type { ListWire } from '../../wire/list-wire.ts';
import type { Caller } from '../shell/caller.ts';

export class DialogsApi {
  constructor(private readonly caller: Caller) {}

  /** Newest first. */
  list(cursor: string | null): Promise<ListWire<DialogWire>> {
    return this.caller.get('/api/dialogs', { cursor });
  }

  /** Newest first. */
  messages(id: number, cursor: string | null): Promise<ListWire<MessageWire>> {
    return this.caller.get(`/api/dialogs/${id}/messages`, { cursor });
  }

  /** @param key the same for each try to send the same: it is said once. */
  answer(id: number, text: string, key: string): Promise<MessageWire> {
    return this.caller.change('POST', `/api/dialogs/${id}/messages`, { body: { text }, key });
  }
}
