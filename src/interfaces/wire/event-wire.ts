import { z } from 'zod';
import { Status, StatusCode } from './estimate-wire.ts';
import { Id } from './text-wire.ts';
import { Money, Position, Time, UnixSeconds, Version } from './value-wire.ts';

/** Null where the program itself did it. */
const ActorId = Id.nullable();

/** The seed's ten fields, then ours. The order of keys is part of the contract (§4). */
export const EstimateEventData = z.object({
  estimate_id: Id,
  estimate_number: z.string(),
  project_id: Id,
  project_name: z.string(),
  foreman_id: Id,
  foreman_name: z.string(),
  creator_id: Id,
  creator_name: z.string(),
  status: Status,
  created_at: Time,
  status_code: StatusCode,
  total: Money,
  version: Version,
  updated_at: Time,
  actor_id: ActorId,
});

export const ProjectEventData = z.object({
  project_id: Id,
  project_name: z.string(),
  address: z.string(),
  foreman_ids: z.array(Id),
  creator_id: Id,
  creator_name: z.string(),
  version: Version,
  created_at: Time,
  updated_at: Time,
  actor_id: ActorId,
});

/** To everybody who may see the thing. */
export const EstimateEvent = z.object({
  event: z.enum(['estimate.created', 'estimate.updated', 'estimate.deleted']),
  data: EstimateEventData,
  timestamp: UnixSeconds,
});
export const ProjectEvent = z.object({
  event: z.enum(['project.created', 'project.updated', 'project.deleted']),
  data: ProjectEventData,
  timestamp: UnixSeconds,
});

/** To whoever lost it, alone. */
export const EstimateUnassigned = z.object({
  event: z.literal('estimate.unassigned'),
  data: z.object({ estimate_id: Id, estimate_number: z.string() }),
  timestamp: UnixSeconds,
});
export const ProjectUnassigned = z.object({
  event: z.literal('project.unassigned'),
  data: z.object({ project_id: Id, project_name: z.string() }),
  timestamp: UnixSeconds,
});

const identified = { id: Position };

/** One event as JSON: the same as on the stream, where its position is the `id` of the message. */
export const EventWire = z.discriminatedUnion('event', [
  z.object({ ...identified, ...EstimateEvent.shape }),
  z.object({ ...identified, ...ProjectEvent.shape }),
  z.object({ ...identified, ...EstimateUnassigned.shape }),
  z.object({ ...identified, ...ProjectUnassigned.shape }),
]);
export type EventWire = z.infer<typeof EventWire>;
