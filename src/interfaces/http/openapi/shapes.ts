import type { ZodType } from 'zod';
import { LoginBody, RefreshBody, TicketWire, TokensWire, UserWire } from '../../wire/auth-wire.ts';
import {
  EstimateChangeBody,
  EstimateListWire,
  EstimateWire,
  NewEstimateBody,
  RejectBody,
} from '../../wire/estimate-wire.ts';
import {
  EstimateEvent,
  EstimateEventData,
  EstimateUnassigned,
  EventWire,
  ProjectEvent,
  ProjectEventData,
  ProjectUnassigned,
} from '../../wire/event-wire.ts';
import { HealthWire } from '../../wire/health-wire.ts';
import { HistoryEntryWire, HistoryListWire } from '../../wire/history-wire.ts';
import { PolledEventsWire } from '../../wire/poll-wire.ts';
import { Problem } from '../../wire/problem-wire.ts';
import { NewProjectBody, ProjectChangeBody, ProjectListWire, ProjectWire } from '../../wire/project-wire.ts';
import { Closing, Connected, Keepalive, Resync, StreamStatsWire, Unauthorized } from '../../wire/stream-wire.ts';
import {
  ForemanListWire,
  ForemanWire,
  NewUserBody,
  PersonListWire,
  PersonWire,
  UserChangeBody,
} from '../../wire/user-wire.ts';

/** What clients send, under the names that the documents give it. */
export const BODIES = {
  Login: LoginBody,
  Refresh: RefreshBody,
  NewUser: NewUserBody,
  UserChange: UserChangeBody,
  NewProject: NewProjectBody,
  ProjectChange: ProjectChangeBody,
  NewEstimate: NewEstimateBody,
  EstimateChange: EstimateChangeBody,
  Rejection: RejectBody,
} satisfies Record<string, ZodType>;

/** What can stand in `data:` of the role stream. */
export const MESSAGES = {
  Connected,
  EstimateEvent,
  ProjectEvent,
  EstimateUnassigned,
  ProjectUnassigned,
  Keepalive,
  Resync,
  Unauthorized,
  Closing,
} satisfies Record<string, ZodType>;

/** What the events among them are about. */
export const SUBJECTS = { EstimateEventData, ProjectEventData } satisfies Record<string, ZodType>;

/** What they get. */
export const RESULTS = {
  ...MESSAGES,
  ...SUBJECTS,
  Problem,
  Tokens: TokensWire,
  User: UserWire,
  Person: PersonWire,
  PersonList: PersonListWire,
  Foreman: ForemanWire,
  ForemanList: ForemanListWire,
  Project: ProjectWire,
  ProjectList: ProjectListWire,
  Estimate: EstimateWire,
  EstimateList: EstimateListWire,
  HistoryEntry: HistoryEntryWire,
  HistoryList: HistoryListWire,
  Ticket: TicketWire,
  StreamStats: StreamStatsWire,
  Event: EventWire,
  PolledEvents: PolledEventsWire,
  Health: HealthWire,
} satisfies Record<string, ZodType>;
