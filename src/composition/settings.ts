import type { Config } from '../config.ts';
import type { ChannelSettings } from '../infrastructure/channels/channel-relays.ts';
import type { HttpSettings } from '../interfaces/http/http-settings.ts';
import type { StreamLimits } from '../interfaces/sse/stream-limits.ts';

/** Bytes that may wait for one reader of a stream in this process. */
const QUEUE_BYTES = 1024 * 1024;

/** For how long an instance holds the source of a channel without renewing it, and how often the others look whether it
 * became free. A takeover takes both together at most. */
const LEASE_MS = 10_000;
const LOOK_AGAIN_MS = 2_000;
/** Contract §5. */
const CHANNELS_PER_USER = 5;
/** Devices of one guest; dialogs that one operator has open. */
const DIALOGS_PER_HOLDER = 20;

/** What the edge must know of the configuration. */
export function httpSettings(config: Config): HttpSettings {
  const { TRUST_PROXY: proxy } = config;
  const trustProxy = proxy === 'off' ? false : /^\d+$/.test(proxy) ? Number(proxy) : proxy;
  return { corsOrigins: config.CORS_ORIGINS, trustProxy, rateLimit: config.RATE_LIMIT === 'on' };
}

export function channelSettings(config: Config): ChannelSettings {
  return {
    sources: config.CHANNEL_SOURCES,
    beatIntervalMs: config.GATEWAY_UPSTREAM_SSE_HEARTBEAT_INTERVAL,
    beatTtlMs: config.GATEWAY_UPSTREAM_SSE_HEARTBEAT_TTL,
    reconnectDelayMs: config.GATEWAY_UPSTREAM_SSE_RECONNECT_DELAY,
    connectTimeoutMs: config.GATEWAY_UPSTREAM_CONNECT_TIMEOUT,
    idleTimeoutMs: config.GATEWAY_UPSTREAM_IDLE_TIMEOUT,
    leaseMs: LEASE_MS,
    lookAgainMs: LOOK_AGAIN_MS,
  };
}

export function streamLimits(config: Config): StreamLimits {
  return {
    heartbeatMs: {
      role: config.SSE_KEEPALIVE_INTERVAL,
      targeted: config.SSE_HEARTBEAT_INTERVAL,
      dialog: config.SSE_HEARTBEAT_INTERVAL,
      channel: config.GATEWAY_UPSTREAM_SSE_HEARTBEAT_INTERVAL,
    },
    connectionTimeoutMs: config.SSE_CONNECTION_TIMEOUT,
    queueLimit: config.SSE_QUEUE_LIMIT,
    queueBytes: QUEUE_BYTES,
    perHolder: {
      role: config.SSE_MAX_CONNECTIONS_PER_USER,
      channel: CHANNELS_PER_USER,
      dialog: DIALOGS_PER_HOLDER,
      targeted: 0,
    },
  };
}
