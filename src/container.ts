import 'reflect-metadata';
import type { Logger } from 'pino';
import { type DependencyContainer, container as root } from 'tsyringe';
import type { Config } from './config.ts';
import { EstimateNumbers, EstimateReader, EstimateRepository } from './domain/estimates/estimate-repository.ts';
import {
  Foremen,
  RefreshTokens,
  SessionRepository,
  UserReader,
  UserRepository,
} from './domain/people/people-repository.ts';
import { ProjectReader, ProjectRepository } from './domain/projects/project-repository.ts';
import type { InMemoryBroker } from './infrastructure/broker/in-memory-broker.ts';
import { LogPool } from './infrastructure/event-log/log-pool.ts';
import { PgEventHistory } from './infrastructure/event-log/pg-event-history.ts';
import { PgEventLog } from './infrastructure/event-log/pg-event-log.ts';
import { Argon2PasswordHasher } from './infrastructure/identity/argon2-password-hasher.ts';
import { JwtAccessTokens } from './infrastructure/identity/jwt-access-tokens.ts';
import { keptSecret } from './infrastructure/identity/jwt-secret.ts';
import { RandomSecrets } from './infrastructure/identity/random-secrets.ts';
import { AsyncTrace } from './infrastructure/logging/async-trace.ts';
import { PinoAudit } from './infrastructure/logging/pino-audit.ts';
import type { Database } from './infrastructure/prisma/database.ts';
import { PrismaEstimateNumbers } from './infrastructure/prisma/estimates/prisma-estimate-numbers.ts';
import { PrismaEstimateReader } from './infrastructure/prisma/estimates/prisma-estimate-reader.ts';
import { PrismaEstimateRepository } from './infrastructure/prisma/estimates/prisma-estimate-repository.ts';
import { PrismaForemen } from './infrastructure/prisma/people/prisma-foremen.ts';
import { PrismaRefreshTokens } from './infrastructure/prisma/people/prisma-refresh-tokens.ts';
import { PrismaSessionRepository } from './infrastructure/prisma/people/prisma-session-repository.ts';
import { PrismaUserReader } from './infrastructure/prisma/people/prisma-user-reader.ts';
import { PrismaUserRepository } from './infrastructure/prisma/people/prisma-user-repository.ts';
import { PrismaIdempotencyKeys } from './infrastructure/prisma/prisma-idempotency-keys.ts';
import { HookedPrisma, hookedPrisma } from './infrastructure/prisma/prisma-source.ts';
import { PrismaUnitOfWork } from './infrastructure/prisma/prisma-unit-of-work.ts';
import { PrismaProjectReader } from './infrastructure/prisma/projects/prisma-project-reader.ts';
import { PrismaProjectRepository } from './infrastructure/prisma/projects/prisma-project-repository.ts';
import { SystemClock } from './infrastructure/system-clock.ts';
import { HttpLogger } from './interfaces/http/http-logger.ts';
import { HttpSettings } from './interfaces/http/http-settings.ts';
import { Metrics } from './interfaces/http/operations/metrics.ts';
import { RoleStreams } from './interfaces/sse/role-streams.ts';
import { StreamLimits } from './interfaces/sse/stream-limits.ts';
import { StreamMetrics } from './interfaces/sse/stream-metrics.ts';
import { PollRoleFeed } from './usecases/live-feed/poll-role-feed.ts';
import { PeopleSettings } from './usecases/people/people-settings.ts';
import { AccessTokens } from './usecases/ports/access-tokens.ts';
import { Audit } from './usecases/ports/audit.ts';
import { Clock } from './usecases/ports/clock.ts';
import { EventHistory } from './usecases/ports/event-history.ts';
import { EventLog } from './usecases/ports/event-log.ts';
import { IdempotencyKeys } from './usecases/ports/idempotency-keys.ts';
import { LiveFeed } from './usecases/ports/live-feed.ts';
import { PasswordHasher } from './usecases/ports/password-hasher.ts';
import { Secrets } from './usecases/ports/secrets.ts';
import { Trace } from './usecases/ports/trace.ts';
import { UnitOfWork } from './usecases/ports/unit-of-work.ts';

/** Bytes that may wait for one reader of a stream in this process. */
const QUEUE_BYTES = 1024 * 1024;

/** Which adapter stands behind which port. */
export function compose(
  config: Config,
  database: Database,
  broker: InMemoryBroker,
  logger: Logger,
): DependencyContainer {
  const container = root.createChildContainer();
  const secret = config.JWT_SECRET ?? keptSecret(config.DATA_DIR);

  container.register<Clock>(Clock, { useValue: new SystemClock() });
  container.register<Trace>(Trace, { useValue: new AsyncTrace() });
  container.register<Secrets>(Secrets, { useValue: new RandomSecrets(secret) });
  container.register<PasswordHasher>(PasswordHasher, { useValue: new Argon2PasswordHasher() });
  container.register<AccessTokens>(AccessTokens, { useValue: new JwtAccessTokens(secret, config.ACCESS_TOKEN_TTL) });
  container.register<LiveFeed>(LiveFeed, { useValue: broker });
  container.register<Audit>(Audit, { useValue: new PinoAudit(logger, config.AUDIT_LOG) });
  container.register<HttpLogger>(HttpLogger, { useValue: logger });
  container.register<HttpSettings>(HttpSettings, { useValue: httpSettings(config) });
  container.register<PeopleSettings>(PeopleSettings, { useValue: { sessionTtlMs: config.SESSION_TTL } });
  container.register<StreamLimits>(StreamLimits, { useValue: streamLimits(config) });

  container.register<LogPool>(LogPool, { useValue: database.pool });
  container.register<HookedPrisma>(HookedPrisma, { useValue: hookedPrisma(database.pool) });
  container.registerSingleton(EventLog, PgEventLog);
  container.registerSingleton(UnitOfWork, PrismaUnitOfWork);
  container.registerSingleton(EventHistory, PgEventHistory);
  container.registerSingleton(IdempotencyKeys, PrismaIdempotencyKeys);
  container.registerSingleton(UserRepository, PrismaUserRepository);
  container.registerSingleton(UserReader, PrismaUserReader);
  container.registerSingleton(RefreshTokens, PrismaRefreshTokens);
  container.registerSingleton(Foremen, PrismaForemen);
  container.registerSingleton(SessionRepository, PrismaSessionRepository);
  container.registerSingleton(ProjectRepository, PrismaProjectRepository);
  container.registerSingleton(ProjectReader, PrismaProjectReader);
  container.registerSingleton(EstimateRepository, PrismaEstimateRepository);
  container.registerSingleton(EstimateReader, PrismaEstimateReader);
  container.registerSingleton(EstimateNumbers, PrismaEstimateNumbers);
  container.registerSingleton(Metrics);
  container.registerSingleton(StreamMetrics);
  container.registerSingleton(PollRoleFeed);
  container.registerSingleton(RoleStreams);
  return container;
}

function httpSettings(config: Config): HttpSettings {
  const { TRUST_PROXY: proxy } = config;
  const trustProxy = proxy === 'off' ? false : /^\d+$/.test(proxy) ? Number(proxy) : proxy;
  return { corsOrigins: config.CORS_ORIGINS, trustProxy, rateLimit: config.RATE_LIMIT === 'on' };
}

function streamLimits(config: Config): StreamLimits {
  return {
    keepaliveIntervalMs: config.SSE_KEEPALIVE_INTERVAL,
    connectionTimeoutMs: config.SSE_CONNECTION_TIMEOUT,
    queueLimit: config.SSE_QUEUE_LIMIT,
    queueBytes: QUEUE_BYTES,
    perUser: config.SSE_MAX_CONNECTIONS_PER_USER,
  };
}
