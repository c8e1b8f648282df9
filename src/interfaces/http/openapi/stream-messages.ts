import type { ZodType } from 'zod';
import {
  ChannelResync,
  DialogMessage,
  EstimateRejected,
  ServerHeartbeat,
  StreamClosing,
  StreamResync,
  StreamUnauthorized,
  TargetedConnected,
  TargetedHeartbeat,
  UpstreamHeartbeat,
  WebhookProcessed,
} from '../../wire/named-stream-wire.ts';
import { MESSAGES } from './shapes.ts';

/** One stream as its clients hear it. */
export interface StreamDescription {
  /** In full, as OpenAPI writes it. */
  readonly address: string;
  readonly description: string;
  /** By the name of the schema: what stands in `data:`, and under which `event:`; none where messages are unnamed. */
  readonly messages: Readonly<Record<string, { readonly event?: string; readonly shape: ZodType }>>;
}

const ENDINGS = {
  StreamUnauthorized: { event: 'system.unauthorized', shape: StreamUnauthorized },
  StreamClosing: { event: 'system.closing', shape: StreamClosing },
} as const;
const RESYNC = { StreamResync: { event: 'system.resync', shape: StreamResync } } as const;

export const STREAMS: Readonly<Record<string, StreamDescription>> = {
  roleStream: {
    address: '/api/v1/sse/events',
    description:
      'Each message is unnamed, its `id` a position of the event log, its `data` one of these envelopes. First ' +
      '`connected`, then what was missed since `Last-Event-ID`, then live. Foremen get the events of their own ' +
      'estimates and projects alone.',
    messages: Object.fromEntries(Object.entries(MESSAGES).map(([name, shape]) => [name, { shape }])),
  },
  heartbeatStream: {
    address: '/api/v1/streams/heartbeat',
    description: 'Signs of life of the server, counted from 1.',
    messages: { ServerHeartbeat: { event: 'heartbeat', shape: ServerHeartbeat }, StreamClosing: ENDINGS.StreamClosing },
  },
  channelStream: {
    address: '/api/v1/streams/{channel}',
    description:
      'Besides these, the events of the source: `event`, `id` and `data` as it says them. `Last-Event-ID` is an id of ' +
      'the source.',
    messages: {
      UpstreamHeartbeat: { event: 'heartbeat', shape: UpstreamHeartbeat },
      ChannelResync: { event: 'system.resync', shape: ChannelResync },
      ...ENDINGS,
    },
  },
  targetedStream: {
    address: '/api/sse',
    description: 'Besides these, whatever admins send. What is sent to the person himself has an `id`, and is kept.',
    messages: {
      TargetedConnected: { event: 'connected', shape: TargetedConnected },
      TargetedHeartbeat: { event: 'heartbeat', shape: TargetedHeartbeat },
      EstimateRejected: { event: 'estimate-rejected', shape: EstimateRejected },
      WebhookProcessed: { event: 'webhook-processed', shape: WebhookProcessed },
      ...RESYNC,
      ...ENDINGS,
    },
  },
  dialogStream: {
    address: '/api/dialogs/{id}/events',
    description: 'The messages of one dialog, for the office and for its guest. Comments say that it is alive.',
    messages: { DialogMessage: { event: 'message', shape: DialogMessage }, ...RESYNC, ...ENDINGS },
  },
};

/** Every shape among them, by its name. */
export const STREAM_SHAPES: Readonly<Record<string, ZodType>> = Object.fromEntries(
  Object.values(STREAMS).flatMap(({ messages }) => Object.entries(messages).map(([name, { shape }]) => [name, shape])),
);
