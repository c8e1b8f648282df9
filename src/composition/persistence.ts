import type { DependencyContainer } from 'tsyringe';
import { DialogReader, DialogRepository } from '../domain/dialogs/dialog-repository.ts';
import { EstimateNumbers, EstimateReader, EstimateRepository } from '../domain/estimates/estimate-repository.ts';
import { WebhookDeliveries } from '../domain/notices/webhook-deliveries.ts';
import {
  Foremen,
  RefreshTokens,
  SessionRepository,
  UserReader,
  UserRepository,
} from '../domain/people/people-repository.ts';
import { ProjectReader, ProjectRepository } from '../domain/projects/project-repository.ts';
import { AssistantRepository, WidgetReader, WidgetRepository } from '../domain/widgets/widget-repository.ts';
import { PgChannelTail } from '../infrastructure/channels/pg-channel-tail.ts';
import { LogPool } from '../infrastructure/event-log/log-pool.ts';
import { PgEventHistory } from '../infrastructure/event-log/pg-event-history.ts';
import { PgEventLog } from '../infrastructure/event-log/pg-event-log.ts';
import type { Database } from '../infrastructure/prisma/database.ts';
import { DatabaseOutages } from '../infrastructure/prisma/database-outages.ts';
import { PrismaDialogReader } from '../infrastructure/prisma/dialogs/prisma-dialog-reader.ts';
import { PrismaDialogRepository } from '../infrastructure/prisma/dialogs/prisma-dialog-repository.ts';
import { PrismaEstimateNumbers } from '../infrastructure/prisma/estimates/prisma-estimate-numbers.ts';
import { PrismaEstimateReader } from '../infrastructure/prisma/estimates/prisma-estimate-reader.ts';
import { PrismaEstimateRepository } from '../infrastructure/prisma/estimates/prisma-estimate-repository.ts';
import { PrismaNotifier } from '../infrastructure/prisma/notices/prisma-notifier.ts';
import { PrismaWebhookDeliveries } from '../infrastructure/prisma/notices/prisma-webhook-deliveries.ts';
import { PrismaForemen } from '../infrastructure/prisma/people/prisma-foremen.ts';
import { PrismaRefreshTokens } from '../infrastructure/prisma/people/prisma-refresh-tokens.ts';
import { PrismaSessionRepository } from '../infrastructure/prisma/people/prisma-session-repository.ts';
import { PrismaUserReader } from '../infrastructure/prisma/people/prisma-user-reader.ts';
import { PrismaUserRepository } from '../infrastructure/prisma/people/prisma-user-repository.ts';
import { PrismaIdempotencyKeys } from '../infrastructure/prisma/prisma-idempotency-keys.ts';
import { HookedPrisma, hookedPrisma } from '../infrastructure/prisma/prisma-source.ts';
import { PrismaUnitOfWork } from '../infrastructure/prisma/prisma-unit-of-work.ts';
import { PrismaProjectReader } from '../infrastructure/prisma/projects/prisma-project-reader.ts';
import { PrismaProjectRepository } from '../infrastructure/prisma/projects/prisma-project-repository.ts';
import { PrismaAssistantRepository } from '../infrastructure/prisma/widgets/prisma-assistant-repository.ts';
import { PrismaWidgetReader } from '../infrastructure/prisma/widgets/prisma-widget-reader.ts';
import { PrismaWidgetRepository } from '../infrastructure/prisma/widgets/prisma-widget-repository.ts';
import { ChannelTail } from '../usecases/ports/channel-tail.ts';
import { EventHistory } from '../usecases/ports/event-history.ts';
import { EventLog } from '../usecases/ports/event-log.ts';
import { IdempotencyKeys } from '../usecases/ports/idempotency-keys.ts';
import { NoticeSender, Notifier } from '../usecases/ports/notifier.ts';
import { Outages } from '../usecases/ports/outages.ts';
import { UnitOfWork } from '../usecases/ports/unit-of-work.ts';

/** What stands in the database: repositories, the event log, the unit of work. */
export function registerPersistence(container: DependencyContainer, { pool }: Database): void {
  container.register<LogPool>(LogPool, { useValue: pool });
  container.register<HookedPrisma>(HookedPrisma, { useValue: hookedPrisma(pool) });
  container.register<Outages>(Outages, { useValue: new DatabaseOutages() });
  container.registerSingleton(EventLog, PgEventLog);
  container.registerSingleton(UnitOfWork, PrismaUnitOfWork);
  container.registerSingleton(ChannelTail, PgChannelTail);
  container.registerSingleton(EventHistory, PgEventHistory);
  container.registerSingleton(IdempotencyKeys, PrismaIdempotencyKeys);
  container.registerSingleton(PrismaNotifier);
  container.register(Notifier, { useToken: PrismaNotifier });
  container.register(NoticeSender, { useToken: PrismaNotifier });
  container.registerSingleton(WebhookDeliveries, PrismaWebhookDeliveries);
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
  container.registerSingleton(DialogRepository, PrismaDialogRepository);
  container.registerSingleton(DialogReader, PrismaDialogReader);
  container.registerSingleton(AssistantRepository, PrismaAssistantRepository);
  container.registerSingleton(WidgetRepository, PrismaWidgetRepository);
  container.registerSingleton(WidgetReader, PrismaWidgetReader);
}
