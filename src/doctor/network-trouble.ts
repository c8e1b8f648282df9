import type { Trouble } from './report.ts';

/** What the codes of Node, the resolver and OpenSSL mean to somebody who only wants to get through. */
const MEANINGS: readonly (readonly [RegExp, Trouble])[] = [
  [
    /^ECONNREFUSED$/,
    {
      seen: 'nobody is listening there',
      todo: 'start the server, and compare the port with its PORT (8000 by default); with HOST=127.0.0.1, the default, it hears only its own machine',
    },
  ],
  [/^(ENOTFOUND|EAI_AGAIN)$/, { seen: 'the name of the host is not known', todo: 'check the spelling, or the DNS' }],
  [
    /^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/,
    { seen: 'no way leads to that host', todo: 'check the address and the network' },
  ],
  [
    /^(ABORT_ERR|ETIMEDOUT)$/,
    {
      seen: 'no answer in time',
      todo: 'look for a firewall that swallows the packets, and whether the server is overloaded',
    },
  ],
  [
    /^(EPROTO|ERR_SSL_.*)$/,
    { seen: 'there is no TLS at that port', todo: 'say http:// instead of https://, or take the port with TLS' },
  ],
  [
    /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_).*$/,
    {
      seen: 'the TLS certificate is not trusted',
      todo: "renew or complete it (browsers refuse it too); for a company's own authority set NODE_EXTRA_CA_CERTS",
    },
  ],
  [/^HPE_.*$/, { seen: 'what answers there does not speak HTTP', todo: 'check the port, and http:// or https://' }],
  [
    /^(ECONNRESET|EPIPE)$/,
    { seen: 'the connection was cut off', todo: 'try https:// instead of http://, and look at the log of the proxy' },
  ],
];

/** Why a request got no answer. */
export function networkTrouble(error: unknown): Trouble {
  const { code = 'no code' } = error as NodeJS.ErrnoException;
  const known = MEANINGS.find(([pattern]) => pattern.test(code))?.[1];
  const { seen, todo } = known ?? { seen: 'the request failed', todo: 'look the code up' };
  return { seen: `${seen} (${code})`, todo };
}
