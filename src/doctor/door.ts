import { type IncomingHttpHeaders, type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { networkTrouble } from './network-trouble.ts';
import { StepFailed } from './report.ts';

export interface Question {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: object;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** From the first byte that was sent to the last that came, in milliseconds. */
  readonly ms: number;
}

/** The way to a server. Unlike `fetch` it follows, unpacks and repeats nothing: what was on the wire is what is seen. */
export class Door {
  constructor(
    readonly base: string,
    readonly patienceMs: number,
    private readonly token: string | null = null,
  ) {}

  /** The same, as somebody who is signed in. */
  as(token: string): Door {
    return new Door(this.base, this.patienceMs, token);
  }

  /** @throws {StepFailed} when no whole answer comes in time. */
  async ask(path: string, question: Question = {}): Promise<Answer> {
    const began = performance.now();
    try {
      const response = await this.send(path, question, AbortSignal.timeout(this.patienceMs));
      let text = '';
      for await (const part of response.setEncoding('utf8')) text += part;
      const ms = Math.round(performance.now() - began);
      return { status: response.statusCode ?? 0, headers: response.headers, text, ms };
    } catch (error) {
      throw new StepFailed(networkTrouble(error));
    }
  }

  /** An answer whose body is yet to come; null when not even its head comes in time. @throws {StepFailed} */
  async open(path: string, question: Question): Promise<IncomingMessage | null> {
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), this.patienceMs);
    try {
      return await this.send(path, question, giveUp.signal);
    } catch (error) {
      if (giveUp.signal.aborted) return null;
      throw new StepFailed(networkTrouble(error));
    } finally {
      clearTimeout(timer);
    }
  }

  private send(path: string, { method = 'GET', headers, body }: Question, signal: AbortSignal) {
    const url = this.base + path;
    const authorization = this.token === null ? {} : { Authorization: `Bearer ${this.token}` };
    const json = body === undefined ? {} : { 'Content-Type': 'application/json' };
    return new Promise<IncomingMessage>((resolve, reject) => {
      const over = url.startsWith('https:') ? overHttps : overHttp;
      over(url, { method, headers: { ...authorization, ...json, ...headers }, signal }, resolve)
        .on('error', reject)
        .end(body && JSON.stringify(body));
    });
  }
}
