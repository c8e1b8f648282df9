import { z } from 'zod';
import { HEARTBEAT_CHANNEL } from './domain/channels/channel.ts';

/** Settings of which there may be any number, each under a name of its own: by that name, in lower case. */
type Family = ReadonlyMap<string, string>;

const WEBHOOK_SECRET = /^WEBHOOK_SECRET_(.+)$/;
const CHANNEL_SOURCE = /^GATEWAY_UPSTREAM_(.+)_SSE_URL$/;

const NAME = /^[A-Z\d]+(_[A-Z\d]+)*$/;
const NAME_LENGTH = 50;
const BAD_NAME = `the name within it is made of A-Z, 0-9 and single _, at most ${NAME_LENGTH}`;

/** As long as its owner likes: the other side chose it, often long ago. */
const Secret = z.string();
/** What stands in the address of a request reaches logs, so no password may. */
const Source = z
  .url({ protocol: /^https?$/, error: 'must be an address with http:// or https://' })
  .refine(holdsNobody, 'must not hold a user or a password');

type Given = Readonly<Record<string, string | undefined>>;

/** What is wrong with one variable. */
export interface FamilyTrouble {
  readonly variable: string;
  readonly message: string;
}

export interface Families {
  /** What each source of webhooks signs with: `WEBHOOK_SECRET_<SOURCE>`. */
  readonly WEBHOOK_SECRETS: Family;
  /** Where each channel comes from: `GATEWAY_UPSTREAM_<NAME>_SSE_URL`; `_` in the name is `-` in the channel's. */
  readonly CHANNEL_SOURCES: Family;
}

/** By name in lower case. Values are not repeated in what is refused: they may be secrets. */
export function readFamilies(given: Given): Families | FamilyTrouble[] {
  const secrets = read(given, WEBHOOK_SECRET, Secret);
  const sources = read(given, CHANNEL_SOURCE, Source, HEARTBEAT_CHANNEL);
  const troubles = [...secrets.troubles, ...sources.troubles];
  if (troubles.length > 0) return troubles;
  const channels = [...sources.family].map(([name, url]) => [name.replaceAll('_', '-'), url] as const);
  return { WEBHOOK_SECRETS: secrets.family, CHANNEL_SOURCES: new Map(channels) };
}

function read(given: Given, names: RegExp, shape: z.ZodType<string>, reserved: string | null = null) {
  const family = new Map<string, string>();
  const troubles: FamilyTrouble[] = [];
  for (const [variable, value] of Object.entries(given)) {
    const name = names.exec(variable)?.[1];
    if (name === undefined || value === undefined) continue;
    const { success, data, error } = shape.safeParse(value);
    const badName = troubleOfName(name, reserved);
    if (badName !== null) troubles.push({ variable, message: badName });
    else if (success) family.set(name.toLowerCase(), data);
    else troubles.push(...error.issues.map(({ message }) => ({ variable, message })));
  }
  return { family, troubles };
}

function troubleOfName(name: string, reserved: string | null): string | null {
  if (!NAME.test(name) || name.length > NAME_LENGTH) return BAD_NAME;
  return name.toLowerCase() === reserved ? 'this name has a meaning of its own: take another' : null;
}

function holdsNobody(url: string): boolean {
  if (!URL.canParse(url)) return true; // that is refused already
  const { username, password } = new URL(url);
  return username === '' && password === '';
}
