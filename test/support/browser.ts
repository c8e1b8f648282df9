import { afterAll, afterEach, beforeAll, describe, expect, jest } from '@jest/globals';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { testEnvironment } from './environment.ts';

/** Names under `.test` are this machine, so that a site can have a name of its own; nothing else is to be reached. */
const FLAGS = [
  '--host-resolver-rules=MAP *.test 127.0.0.1',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const HERE = /^(127\.0\.0\.1|[\w-]+\.test)$/;
/** Of one wait in a page, on a busy machine. */
const PATIENCE_MS = 15_000;
/** Of a whole test, which waits often. */
const TEST_MS = 90_000;

jest.setTimeout(TEST_MS);

/** Somebody in front of a browser of his own: no cookie or storage of another's. */
export interface Visitor {
  readonly page: Page;
  /** The lines of the console, oldest first. */
  readonly said: string[];
  /** Lets errors pass that belong to the test. Any other error, or a request to another host, fails it. */
  expects(trouble: RegExp): void;
}

export type Visit = (options?: BrowserContextOptions) => Promise<Visitor>;

/** Tests in a real browser, one for them all; left out where there is none, which the run says in its last lines. */
export function inBrowser(name: string, tests: (visit: Visit) => void): void {
  const program = testEnvironment().browser;
  if (program === null) describe.skip(name, () => tests(() => Promise.reject(new Error('no browser'))));
  else describe(name, () => tests(visitsOf(program)));
}

function visitsOf(executablePath: string): Visit {
  let browser: Browser;
  const visitors: Witness[] = [];
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: FLAGS });
  });
  afterEach(async () => {
    const troubles = visitors.flatMap((visitor) => visitor.troubles());
    await Promise.all(visitors.splice(0).map(({ page }) => page.context().close()));
    expect(troubles).toEqual([]);
  });
  afterAll(() => browser.close());

  return async (options = {}) => {
    const context = await browser.newContext({ locale: 'ru-RU', ...options });
    context.setDefaultTimeout(PATIENCE_MS);
    const visitor = new Witness(await context.newPage());
    visitors.push(visitor);
    return visitor;
  };
}

/** Notes whatever goes wrong in a page. */
class Witness implements Visitor {
  readonly said: string[] = [];
  private readonly seen: string[] = [];
  private readonly expected: RegExp[] = [];

  constructor(readonly page: Page) {
    page.on('pageerror', (error) => this.seen.push(`page error: ${error.stack ?? error.message}`));
    page.on('console', (message) => {
      this.said.push(message.text());
      if (message.type() === 'error') this.seen.push(`console: ${message.text()}`);
    });
    page.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (protocol.startsWith('http') && !HERE.test(hostname)) this.seen.push(`request: ${request.url()}`);
    });
  }

  expects(trouble: RegExp): void {
    this.expected.push(trouble);
  }

  troubles(): string[] {
    return this.seen.filter((trouble) => !this.expected.some((pattern) => pattern.test(trouble)));
  }
}
