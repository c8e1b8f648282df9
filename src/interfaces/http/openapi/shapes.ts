import type { ZodType } from 'zod';
import { LoginBody, RefreshBody, TicketWire, TokensWire, UserWire } from '../../wire/auth-wire.ts';
import {
  DialogListWire,
  DialogWire,
  GuestDialogWire,
  GuestMessageBody,
  MessageListWire,
  MessageWire,
  OperatorMessageBody,
} from '../../wire/dialog-wire.ts';
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
import { DeliveredWire, SendBody, WebhookBody, WebhookReceiptWire } from '../../wire/notice-wire.ts';
import { PolledEventsWire } from '../../wire/poll-wire.ts';
import { Problem } from '../../wire/problem-wire.ts';
import { NewProjectBody, ProjectChangeBody, ProjectListWire, ProjectWire } from '../../wire/project-wire.ts';
import { StreamHealthWire, StreamServiceStatsWire } from '../../wire/stream-health-wire.ts';
import { Closing, Connected, Keepalive, Resync, StreamStatsWire, Unauthorized } from '../../wire/stream-wire.ts';
import {
  ForemanListWire,
  ForemanWire,
  NewUserBody,
  PersonListWire,
  PersonWire,
  UserChangeBody,
} from '../../wire/user-wire.ts';
import {
  AssistantListWire,
  AssistantWire,
  NewAssistantBody,
  NewWidgetBody,
  ValidWidgetWire,
  WidgetChangeBody,
  WidgetListWire,
  WidgetTokenBody,
  WidgetWire,
} from '../../wire/widget-wire.ts';

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
  NewAssistant: NewAssistantBody,
  NewWidget: NewWidgetBody,
  WidgetChange: WidgetChangeBody,
  WidgetToken: WidgetTokenBody,
  GuestMessage: GuestMessageBody,
  OperatorMessage: OperatorMessageBody,
  Send: SendBody,
  Webhook: WebhookBody,
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
  Assistant: AssistantWire,
  AssistantList: AssistantListWire,
  Widget: WidgetWire,
  WidgetList: WidgetListWire,
  ValidWidget: ValidWidgetWire,
  GuestDialog: GuestDialogWire,
  Dialog: DialogWire,
  DialogList: DialogListWire,
  Message: MessageWire,
  MessageList: MessageListWire,
  Delivered: DeliveredWire,
  WebhookReceipt: WebhookReceiptWire,
  StreamHealth: StreamHealthWire,
  StreamServiceStats: StreamServiceStatsWire,
} satisfies Record<string, ZodType>;
