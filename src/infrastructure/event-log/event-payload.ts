import type { Message } from '../../domain/dialogs/message.ts';
import type { EstimateSnapshot } from '../../domain/estimates/estimate-snapshot.ts';
import { STATUS_NAMES, totalOf } from '../../domain/estimates/estimate-snapshot.ts';
import type { Session } from '../../domain/people/session.ts';
import type { User } from '../../domain/people/user.ts';
import type { ProjectSnapshot } from '../../domain/projects/project-snapshot.ts';
import type { FeedStream } from '../../usecases/ports/live-feed.ts';
import type { AnyEvent } from '../prisma/subjects.ts';

/**
 * The format of the log, which is also what readers get (seeds 001 and 003, contract §4 and §7): kept as text in the order given here,
 * so that an event reads the same on every stream, and is framed without being parsed again.
 */
type Payload = Record<string, string | number | number[] | null | boolean | Record<string, string | number>>;

export function streamOf(event: AnyEvent): FeedStream {
  if (event.type === 'message.created') return 'dialog';
  return event.type.startsWith('estimate.') || event.type.startsWith('project.') ? 'role' : 'system';
}

export function payloadOf(event: AnyEvent, actorId: number | null): Payload {
  switch (event.type) {
    case 'estimate.created':
    case 'estimate.updated':
    case 'estimate.deleted':
      return estimatePayload(event.snapshot, actorId);
    case 'estimate.unassigned':
      return { estimate_id: event.snapshot.id, estimate_number: event.snapshot.number };
    case 'project.created':
    case 'project.updated':
    case 'project.deleted':
      return projectPayload(event.snapshot, actorId);
    case 'project.unassigned':
      return { project_id: event.snapshot.id, project_name: event.snapshot.name };
    case 'message.created':
      return messagePayload(event.snapshot);
    case 'user.created':
    case 'user.updated':
    case 'user.deleted':
      return userPayload(event.snapshot);
    default:
      return sessionPayload(event.snapshot);
  }
}

/** The seed's ten fields, then ours. */
function estimatePayload(estimate: EstimateSnapshot, actorId: number | null): Payload {
  return {
    estimate_id: estimate.id,
    estimate_number: estimate.number,
    project_id: estimate.projectId,
    project_name: estimate.projectName,
    foreman_id: estimate.foremanId,
    foreman_name: estimate.foremanName,
    creator_id: estimate.creatorId,
    creator_name: estimate.creatorName,
    status: STATUS_NAMES[estimate.status],
    created_at: estimate.createdAt.toISOString(),
    status_code: estimate.status,
    total: totalOf(estimate.items).toFixed(2),
    version: estimate.version,
    updated_at: estimate.updatedAt.toISOString(),
    actor_id: actorId,
  };
}

function projectPayload(project: ProjectSnapshot, actorId: number | null): Payload {
  return {
    project_id: project.id,
    project_name: project.name,
    address: project.address,
    foreman_ids: project.foremen.map((foreman) => foreman.id),
    creator_id: project.creatorId,
    creator_name: project.creatorName,
    version: project.version,
    created_at: project.createdAt.toISOString(),
    updated_at: project.updatedAt.toISOString(),
    actor_id: actorId,
  };
}

function messagePayload({ id, dialogId, sender, text, createdAt }: Message): Payload {
  const message = { id, dialog_id: dialogId, sender, text, created_at: createdAt.toISOString() };
  return { type: 'message:new', message };
}

function userPayload({ id, role, active }: User): Payload {
  return { user_id: id, role, active };
}

function sessionPayload({ id, userId, expiresAt, revokedAt }: Session): Payload {
  return {
    session_id: id,
    user_id: userId,
    expires_at: expiresAt.toISOString(),
    revoked_at: revokedAt?.toISOString() ?? null,
  };
}
