/** Every event of contract §4: all that a role stream can say. */
export const STREAM_EVENTS: readonly string[] = [
  'connected',
  'estimate.created',
  'estimate.updated',
  'estimate.deleted',
  'estimate.unassigned',
  'project.created',
  'project.updated',
  'project.deleted',
  'project.unassigned',
  'keepalive',
  'system.resync',
  'system.unauthorized',
  'system.closing',
];
