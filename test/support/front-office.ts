import { type CallAnswer, call } from './calls.ts';

/** An admin who makes widgets and answers guests, over HTTP. */
export class FrontOffice {
  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  /** A widget of a new assistant: its token. */
  async widget(allowed_domains: string[], name = 'Анна из сметного отдела'): Promise<string> {
    const assistant = await this.well('POST /api/assistants', { name });
    return (await this.well('POST /api/widgets', { assistant_id: assistant.id, allowed_domains })).token;
  }

  /** The number of the dialog in which somebody said this last. */
  async dialogOf(text: string): Promise<number> {
    const { items } = await this.well('GET /api/dialogs');
    const found = items.find((dialog: CallAnswer['body']) => dialog.last_message?.text === text);
    if (!found) throw new Error(`nobody said ${JSON.stringify(text)}`);
    return found.id;
  }

  /** What was said in a dialog, oldest first. */
  async texts(dialog: number): Promise<string[]> {
    const { items } = await this.well(`GET /api/dialogs/${dialog}/messages`);
    return items.map((message: CallAnswer['body']) => message.text).reverse();
  }

  async reply(dialog: number, text: string): Promise<void> {
    await this.well(`POST /api/dialogs/${dialog}/messages`, { text });
  }

  async well(what: string, body?: object): Promise<CallAnswer['body']> {
    const answer = await call(this.url, what, { token: this.token, ...(body ? { body } : {}) });
    if (answer.status >= 300) throw new Error(`${what}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
}
