import 'reflect-metadata';
import type { Logger } from 'pino';
import { type DependencyContainer, container as root } from 'tsyringe';
import { registerPersistence } from './composition/persistence.ts';
import { channelSettings, httpSettings, streamLimits } from './composition/settings.ts';
import type { Config } from './config.ts';
import type { InMemoryBroker } from './infrastructure/broker/in-memory-broker.ts';
import { InMemorySwitchboard } from './infrastructure/broker/in-memory-switchboard.ts';
import { ChannelRelays } from './infrastructure/channels/channel-relays.ts';
import { Argon2PasswordHasher } from './infrastructure/identity/argon2-password-hasher.ts';
import { JwtAccessTokens } from './infrastructure/identity/jwt-access-tokens.ts';
import { keptSecret } from './infrastructure/identity/jwt-secret.ts';
import { RandomSecrets } from './infrastructure/identity/random-secrets.ts';
import { AsyncTrace } from './infrastructure/logging/async-trace.ts';
import { PinoAudit } from './infrastructure/logging/pino-audit.ts';
import type { Database } from './infrastructure/prisma/database.ts';
import { SystemClock } from './infrastructure/system-clock.ts';
import { GuestLimits } from './interfaces/http/dialogs/guest-limits.ts';
import { MessageTrail } from './interfaces/http/dialogs/message-trail.ts';
import { DOOR_LIMITS, DoorLimits } from './interfaces/http/door-limits.ts';
import { HttpLogger } from './interfaces/http/http-logger.ts';
import { HttpSettings } from './interfaces/http/http-settings.ts';
import { Metrics } from './interfaces/http/operations/metrics.ts';
import { WebhookSecrets } from './interfaces/http/webhooks/webhook-secrets.ts';
import { ChannelMetrics } from './interfaces/sse/channel-metrics.ts';
import { OpenStreams } from './interfaces/sse/open-streams.ts';
import { StreamDoor } from './interfaces/sse/stream-door.ts';
import { StreamLimits } from './interfaces/sse/stream-limits.ts';
import { StreamMetrics } from './interfaces/sse/stream-metrics.ts';
import { PollRoleFeed } from './usecases/live-feed/poll-role-feed.ts';
import { PeopleSettings } from './usecases/people/people-settings.ts';
import { AccessTokens } from './usecases/ports/access-tokens.ts';
import { Audit } from './usecases/ports/audit.ts';
import { ChannelMonitor } from './usecases/ports/channel-monitor.ts';
import { Clock } from './usecases/ports/clock.ts';
import { LiveFeed } from './usecases/ports/live-feed.ts';
import { PasswordHasher } from './usecases/ports/password-hasher.ts';
import { Secrets } from './usecases/ports/secrets.ts';
import { Switchboard } from './usecases/ports/switchboard.ts';
import { Trace } from './usecases/ports/trace.ts';
import { WidgetSettings } from './usecases/widgets/widget-settings.ts';

/** Which adapter stands behind which port. */
export function compose(
  config: Config,
  database: Database,
  broker: InMemoryBroker,
  logger: Logger,
): DependencyContainer {
  const container = root.createChildContainer();
  const secret = config.JWT_SECRET ?? keptSecret(config.DATA_DIR);
  const relays = new ChannelRelays(database, channelSettings(config), logger);

  container.register<Clock>(Clock, { useValue: new SystemClock() });
  container.register<Trace>(Trace, { useValue: new AsyncTrace() });
  container.register<Secrets>(Secrets, { useValue: new RandomSecrets(secret) });
  container.register<PasswordHasher>(PasswordHasher, { useValue: new Argon2PasswordHasher() });
  container.register<AccessTokens>(AccessTokens, { useValue: new JwtAccessTokens(secret, config.ACCESS_TOKEN_TTL) });
  container.register<LiveFeed>(LiveFeed, { useValue: broker });
  container.register<Switchboard>(Switchboard, { useValue: new InMemorySwitchboard(logger) });
  container.register<ChannelRelays>(ChannelRelays, { useValue: relays });
  container.register<ChannelMonitor>(ChannelMonitor, { useValue: relays });
  container.register<Audit>(Audit, { useValue: new PinoAudit(logger, config.AUDIT_LOG) });
  container.register<HttpLogger>(HttpLogger, { useValue: logger });
  container.register<DoorLimits>(DoorLimits, { useValue: DOOR_LIMITS });
  container.register<HttpSettings>(HttpSettings, { useValue: httpSettings(config) });
  container.register<PeopleSettings>(PeopleSettings, { useValue: { sessionTtlMs: config.SESSION_TTL } });
  container.register<WebhookSecrets>(WebhookSecrets, { useValue: config.WEBHOOK_SECRETS });
  container.register<WidgetSettings>(WidgetSettings, { useValue: { localhostAllowed: config.DEVELOPMENT } });
  container.register<StreamLimits>(StreamLimits, { useValue: streamLimits(config) });

  registerPersistence(container, database);
  container.registerSingleton(Metrics);
  container.registerSingleton(GuestLimits);
  container.registerSingleton(MessageTrail);
  container.registerSingleton(StreamMetrics);
  container.registerSingleton(ChannelMetrics);
  container.registerSingleton(PollRoleFeed);
  container.registerSingleton(OpenStreams);
  container.registerSingleton(StreamDoor);
  return container;
}
