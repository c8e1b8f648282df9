/**
 * Where a widget may stand. An entry is a host (any port), `host:port`, or either after `*.` (its subdomains, not
 * itself). Hosts come in the form of an address bar: lower case, Punycode, IPv6 in brackets, without the port that goes
 * without saying.
 */

/** An address bar leaves them out: 80 with http, 443 with https. */
const UNSAID_PORTS = ['80', '443'];

const HOST = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/;

/** Whether a page at `host` is on one of these sites. */
export function standsOn(host: string, domains: readonly string[]): boolean {
  return domains.some((domain) => fits(split(host), domain));
}

/** The machine of whoever builds a site. */
export function isLocal(host: string): boolean {
  return standsOn(host, ['localhost', '*.localhost', '127.0.0.1', '[::1]']);
}

function fits(host: Parts, domain: string): boolean {
  const wildcard = domain.startsWith('*.');
  const wanted = split(wildcard ? domain.slice(2) : domain);
  const sameName = wildcard ? host.name.endsWith(`.${wanted.name}`) : host.name === wanted.name;
  return sameName && (wanted.port === null || wanted.port === host.port || isUnsaid(wanted.port, host.port));
}

function isUnsaid(wanted: string, port: string | null): boolean {
  return port === null && UNSAID_PORTS.includes(wanted);
}

interface Parts {
  readonly name: string;
  readonly port: string | null;
}

function split(host: string): Parts {
  const [, name = host, port = null] = HOST.exec(host) ?? [];
  return { name, port };
}
