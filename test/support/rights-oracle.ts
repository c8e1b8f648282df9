/**
 * Who may do what, as contract §1–3 and §7 say it, and nothing else: written without looking at the program, which is held to
 * it over HTTP, and printed in docs/rights.md.
 */
export const STATUSES = ['draft', 'submitted', 'approved', 'rejected'] as const;
export type Status = (typeof STATUSES)[number];

/** An estimate seen from: its foreman, another of the same project, one of none, one who was taken off the project. */
export const VIEWERS = ['nobody', 'owner', 'colleague', 'stranger', 'former', 'manager', 'admin'] as const;
export type Viewer = (typeof VIEWERS)[number];

export const ACTIONS = ['read', 'history', 'change', 'move', 'delete', 'submit', 'approve', 'reject'] as const;
export type Action = (typeof ACTIONS)[number];

const isOffice = (viewer: Viewer) => viewer === 'manager' || viewer === 'admin';

/** `200`, or `409 estimate_locked`. `move` names another foreman of the project in `foreman_id`. */
export function verdictOnEstimate(action: Action, viewer: Viewer, status: Status): string {
  if (viewer === 'nobody') return '401 unauthenticated';
  if ((action === 'approve' || action === 'reject') && !isOffice(viewer)) return '403 forbidden';
  if (viewer === 'colleague' || viewer === 'stranger') return '404 not_found';
  if (action === 'read' || action === 'history') return '200';
  if (action === 'move' && !isOffice(viewer)) return '403 forbidden';
  if (viewer === 'former') return '409 not_assigned';
  if (action === 'change' || action === 'move') return isOpen(viewer, status) ? '200' : '409 estimate_locked';
  if (action === 'delete') return isOpen(viewer, status) ? '204' : '409 estimate_locked';
  const from: readonly Status[] = action === 'submit' ? ['draft', 'rejected'] : ['submitted'];
  return from.includes(status) ? '200' : '409 invalid_transition';
}

function isOpen(viewer: Viewer, status: Status): boolean {
  return isOffice(viewer) ? status !== 'approved' : status === 'draft' || status === 'rejected';
}

const ANYONE = () => '200';
const SIGNED_IN = (viewer: Viewer) => (viewer === 'nobody' ? '401 unauthenticated' : '200');
const forOffice = (good: string) => (viewer: Viewer) => (isOffice(viewer) ? good : refused(viewer));
const forAdmin = (good: string) => (viewer: Viewer) => (viewer === 'admin' ? good : refused(viewer));
/** What is about a project: to foremen who are not in it, it is not there. */
const inProject = (good: string) => (viewer: Viewer) =>
  viewer === 'stranger' || viewer === 'former' ? '404 not_found' : viewer === 'nobody' ? refused(viewer) : good;

function refused(viewer: Viewer): string {
  return viewer === 'nobody' ? '401 unauthenticated' : '403 forbidden';
}

/** Of every other call. The owner and the colleague are in the project that it is about; the project has no estimates. */
export const VERDICTS: Readonly<Record<string, (viewer: Viewer) => string>> = {
  'POST /api/v1/auth/login': ANYONE,
  'POST /api/v1/auth/refresh': ANYONE,
  'POST /api/v1/auth/logout': (viewer) => (viewer === 'nobody' ? refused(viewer) : '204'),
  'GET /api/v1/auth/me': SIGNED_IN,
  'GET /api/v1/users': forAdmin('200'),
  'POST /api/v1/users': forAdmin('201'),
  'GET /api/v1/users/{id}': forAdmin('200'),
  'PATCH /api/v1/users/{id}': forAdmin('200'),
  'DELETE /api/v1/users/{id}/sessions': forAdmin('204'),
  'GET /api/v1/foremen': forOffice('200'),
  'GET /api/v1/projects': SIGNED_IN,
  'POST /api/v1/projects': forOffice('201'),
  'GET /api/v1/projects/{id}': inProject('200'),
  'PATCH /api/v1/projects/{id}': forOffice('200'),
  'DELETE /api/v1/projects/{id}': forOffice('204'),
  'GET /api/v1/estimates': SIGNED_IN,
  'POST /api/v1/estimates': inProject('201'),
  'GET /api/v1/sse/events': SIGNED_IN,
  'POST /api/v1/sse/ticket': SIGNED_IN,
  'GET /api/v1/sse/stats': forAdmin('200'),
  'GET /api/v1/events': SIGNED_IN,
  'GET /api/v1/streams/heartbeat': ANYONE,
  'GET /api/v1/streams/{channel}': SIGNED_IN, // notifications
  'GET /api/sse': SIGNED_IN,
  'POST /api/sse/send': forAdmin('202'),
  'GET /api/sse/health': ANYONE,
  'GET /api/sse/stats': forAdmin('200'),
  'GET /api/dialogs/{id}/events': ANYONE, // the office by token, others as its guest
  'POST /api/v1/webhooks/{source}': ANYONE,
  'GET /api/assistants': forAdmin('200'),
  'POST /api/assistants': forAdmin('201'),
  'GET /api/widgets': forAdmin('200'),
  'POST /api/widgets': forAdmin('201'),
  'PATCH /api/widgets/{id}': forAdmin('200'),
  'DELETE /api/widgets/{id}': forAdmin('204'),
  'POST /api/validate-widget-token': ANYONE,
  'POST /api/widget/dialogs': () => '201',
  'POST /api/widget/dialogs/{id}/messages': () => '201',
  'GET /api/dialogs': forOffice('200'),
  'GET /api/dialogs/{id}/messages': forOffice('200'),
  'POST /api/dialogs/{id}/messages': forOffice('201'),
  'GET /healthz': ANYONE,
  'GET /readyz': ANYONE,
  'GET /metrics': ANYONE,
  'GET /openapi.json': ANYONE,
  'GET /asyncapi.json': ANYONE,
  'GET /docs': ANYONE,
  'GET /docs/{file}': ANYONE,
  'GET /': ANYONE,
  'GET /assets/{file}': ANYONE,
  'GET /widget.js': ANYONE,
  'GET /widget-demo': ANYONE,
  'GET /sse-demo': ANYONE,
  'GET /pages/{file}': ANYONE,
};
