import { z } from 'zod';

const HOST = /^(\[[\da-f:.]+\]|[^\s:/?#@\\%[\]]+)(?::(\d{1,5}))?$/i;
const LABEL = /^(?!-)[a-z\d_-]{1,63}(?<!-)$/;
const IPV4 = /^\d+\.\d+\.\d+\.\d+$/;
const MAX_PORT = 65_535;

/**
 * A host, perhaps with a port, as an address bar shows it (WHATWG URL §3.5): lower case, Punycode. Null for anything
 * that is none, as a whole address or one with a dot at its end.
 */
export function toHost(text: string): string | null {
  const [, name, port] = HOST.exec(text) ?? [];
  if (name === undefined || (port !== undefined && (Number(port) === 0 || Number(port) > MAX_PORT))) return null;
  const ascii = URL.canParse(`http://${name}/`) ? new URL(`http://${name}/`).hostname : '';
  if (!ascii.startsWith('[') && !ascii.split('.').every((label) => LABEL.test(label))) return null;
  return port === undefined ? ascii : `${ascii}:${Number(port)}`;
}

/** The host of an `Origin` header; null where a page has none, as one from a file. */
export function hostOfOrigin(origin: string): string | null {
  const url = URL.canParse(origin) ? new URL(origin) : null;
  return url && /^https?:$/.test(url.protocol) ? toHost(url.host) : null;
}

function toDomain(text: string): string | null {
  if (!text.startsWith('*.')) return toHost(text);
  const host = toHost(text.slice(2));
  return host === null || host.startsWith('[') || IPV4.test(host.split(':', 1)[0] ?? '') ? null : `*.${host}`;
}

/** Where a widget may stand. Answered in the form of an address bar, whatever it was written like. */
const Domain = z
  .string()
  .max(300)
  .transform(toDomain)
  .pipe(z.string('must be like example.com, example.com:8080 or *.example.com'));

/** Each once. */
export const Domains = z
  .array(Domain)
  .max(100)
  .transform((domains) => [...new Set(domains)]);
