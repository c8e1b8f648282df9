import { z } from 'zod';
import { MessageWire } from './dialog-wire.ts';
import { Id } from './text-wire.ts';
import { Position, Time } from './value-wire.ts';

/** What stands in `data:` of the streams whose events have names (contract §5–7), by those names. */

/** `connected`, first on the stream of sends. */
export const TargetedConnected = z.object({ clientId: z.string(), userId: Id, sessionId: z.string(), timestamp: Time });
/** `heartbeat` there. */
export const TargetedHeartbeat = z.object({ timestamp: Time });
export const EstimateRejected = z.object({ estimateId: Id, number: z.string(), reason: z.string(), rejectedById: Id });
export const WebhookProcessed = z.object({
  type: z.string(),
  status: z.literal('completed'),
  data: z.unknown().meta({ description: '`result` of the webhook' }),
});

/** `heartbeat` of a channel. */
export const UpstreamHeartbeat = z.object({
  timestamp: Time,
  upstream: z.enum(['connected', 'reconnecting', 'unconfigured']),
});
/** `heartbeat` of the channel of that name. */
export const ServerHeartbeat = z.object({ type: z.literal('heartbeat'), sequence: z.int().positive() });

/** `message` of a dialog. */
export const DialogMessage = z.object({ type: z.literal('message:new'), message: MessageWire });

/** `system.closing`: last. */
export const StreamClosing = z.object({ reason: z.enum(['shutdown', 'replaced', 'slow', 'failed']) });
/** `system.unauthorized`: last. */
export const StreamUnauthorized = z.object({});
/** `system.resync`. */
export const StreamResync = z.object({ reason: z.enum(['expired', 'unknown']), oldest: Position, newest: Position });
/** `system.resync` of a channel, whose ids are the source's. */
export const ChannelResync = z.object({ reason: z.literal('unknown') });
