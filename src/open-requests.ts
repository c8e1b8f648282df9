import type { IncomingMessage, ServerResponse } from 'node:http';

/** What a server is working on: requests that have no whole answer yet, streams among them. */
export class OpenRequests {
  private readonly open = new Set<ServerResponse>();

  add(_request: IncomingMessage, response: ServerResponse): void {
    this.open.add(response);
    response.once('close', () => this.open.delete(response));
  }

  /** Resolves when all of now have ended, each with its connection; those that come meanwhile are not waited for. */
  async finished(): Promise<void> {
    const waits = [...this.open].map((response) => {
      if (!response.headersSent) response.shouldKeepAlive = false; // says `Connection: close`
      return new Promise<void>((resolve) => response.once('close', () => resolve()));
    });
    await Promise.all(waits);
  }

  /** Those that have no beginning of an answer yet: whatever they wait for, it takes too long. */
  unanswered(): ServerResponse[] {
    return [...this.open].filter((response) => !response.headersSent);
  }
}
