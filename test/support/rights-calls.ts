import type { CallAnswer } from './calls.ts';
import type { Cast } from './cast.ts';
import { anItem } from './client.ts';
import { aDialog, aGuest, anAssistant, aWidget } from './guests.ts';
import type { Action, Viewer } from './rights-oracle.ts';
import { PASSWORD } from './test-server.ts';
import { appScript } from './web-app.ts';
import { signed } from './webhooks.ts';

type Try = (cast: Cast, viewer: Viewer) => Promise<CallAnswer>;

/** Each call of the table that is not about one estimate, tried on things of its own, so that nothing else is in its way. */
const TRIES: Readonly<Record<string, Try>> = {
  'POST /api/v1/auth/login': (cast, viewer) => {
    const body = { email: cast.bystander.email, password: PASSWORD };
    return cast.as(viewer, 'POST /api/v1/auth/login', { body });
  },
  'POST /api/v1/auth/refresh': async (cast, viewer) => {
    const { refreshToken } = await cast.signInAgain(cast.bystander.email);
    return cast.as(viewer, 'POST /api/v1/auth/refresh', { body: { refresh_token: refreshToken } });
  },
  'POST /api/v1/auth/logout': async (cast, viewer) => {
    const session = viewer === 'nobody' ? null : await cast.signInAgain(cast.people[viewer].email);
    return cast.as(viewer, 'POST /api/v1/auth/logout', { token: session?.token ?? null });
  },
  'POST /api/v1/users': (cast, viewer) => {
    const body = { email: `by-${viewer}@test.local`, name: 'Олег', role: 'manager', password: PASSWORD };
    return cast.as(viewer, 'POST /api/v1/users', { body });
  },
  'GET /api/v1/users/{id}': (cast, viewer) => cast.as(viewer, `GET /api/v1/users/${cast.bystander.id}`),
  'PATCH /api/v1/users/{id}': (cast, viewer) =>
    cast.as(viewer, `PATCH /api/v1/users/${cast.bystander.id}`, { body: { name: 'Пётр' } }),
  'DELETE /api/v1/users/{id}/sessions': (cast, viewer) =>
    cast.as(viewer, `DELETE /api/v1/users/${cast.bystander.id}/sessions`),
  'POST /api/v1/projects': (cast, viewer) => cast.as(viewer, 'POST /api/v1/projects', { body: { name: 'Баня' } }),
  'GET /api/v1/projects/{id}': async (cast, viewer) => cast.as(viewer, `GET /api/v1/projects/${await cast.project()}`),
  'PATCH /api/v1/projects/{id}': async (cast, viewer) =>
    cast.as(viewer, `PATCH /api/v1/projects/${await cast.project()}`, { body: { address: 'ул. Мира, 1' } }),
  'DELETE /api/v1/projects/{id}': async (cast, viewer) =>
    cast.as(viewer, `DELETE /api/v1/projects/${await cast.project()}`),
  'POST /api/v1/estimates': async (cast, viewer) => {
    const office = viewer === 'manager' || viewer === 'admin' ? { foreman_id: cast.people.owner.id } : {};
    const body = { project_id: await cast.project(), items: [anItem], ...office };
    return cast.as(viewer, 'POST /api/v1/estimates', { body });
  },
  'GET /api/v1/streams/{channel}': (cast, viewer) => cast.as(viewer, 'GET /api/v1/streams/notifications'),
  'POST /api/sse/send': (cast, viewer) =>
    cast.as(viewer, 'POST /api/sse/send', { body: { type: 'greeting', data: { text: 'Добрый день' } } }),
  'GET /api/dialogs/{id}/events': async (cast, viewer) => {
    const { dialog, guest } = await aDialog(cast);
    const office = viewer === 'manager' || viewer === 'admin';
    return office
      ? cast.as(viewer, `GET /api/dialogs/${dialog.id}/events`)
      : cast.as('nobody', `GET /api/dialogs/${dialog.id}/events?${guest}`);
  },
  'POST /api/v1/webhooks/{source}': (cast, viewer) => {
    const body = { userId: cast.bystander.id, type: 'invoice.paid', result: { asked_by: viewer } };
    return cast.as(viewer, 'POST /api/v1/webhooks/crm', signed(body));
  },
  'POST /api/assistants': (cast, viewer) => cast.as(viewer, 'POST /api/assistants', { body: { name: 'Анна' } }),
  'POST /api/widgets': async (cast, viewer) => {
    const body = { assistant_id: (await anAssistant(cast)).id, allowed_domains: ['site.example'] };
    return cast.as(viewer, 'POST /api/widgets', { body });
  },
  'PATCH /api/widgets/{id}': async (cast, viewer) => {
    const body = { allowed_domains: ['other.example'] };
    return cast.as(viewer, `PATCH /api/widgets/${(await aWidget(cast)).id}`, { body });
  },
  'DELETE /api/widgets/{id}': async (cast, viewer) => {
    return cast.as(viewer, `DELETE /api/widgets/${(await aWidget(cast)).id}`);
  },
  'POST /api/validate-widget-token': async (cast, viewer) => {
    const body = { token: (await aWidget(cast)).token, domain: 'site.example' };
    return cast.as(viewer, 'POST /api/validate-widget-token', { body });
  },
  'POST /api/widget/dialogs': async (cast, viewer) => {
    return cast.as(viewer, `POST /api/widget/dialogs?${aGuest(await anAssistant(cast))}`);
  },
  'POST /api/widget/dialogs/{id}/messages': async (cast, viewer) => {
    const { dialog, guest } = await aDialog(cast);
    const body = { sender: 'user', text: 'Сколько стоит забор?' };
    return cast.as(viewer, `POST /api/widget/dialogs/${dialog.id}/messages?${guest}`, { body });
  },
  'GET /api/dialogs/{id}/messages': async (cast, viewer) => {
    return cast.as(viewer, `GET /api/dialogs/${(await aDialog(cast)).dialog.id}/messages`);
  },
  'POST /api/dialogs/{id}/messages': async (cast, viewer) => {
    const body = { text: 'От 900 рублей за метр' };
    return cast.as(viewer, `POST /api/dialogs/${(await aDialog(cast)).dialog.id}/messages`, { body });
  },
  'GET /assets/{file}': (cast, viewer) => cast.as(viewer, `GET /assets/${appScript()}`),
  'GET /docs/{file}': (cast, viewer) => cast.as(viewer, 'GET /docs/start.js'),
  'GET /pages/{file}': (cast, viewer) => cast.as(viewer, 'GET /pages/demo.css'),
};

/** A call that needs nothing but its address. */
export function tryOf(name: string): Try {
  return TRIES[name] ?? ((cast, viewer) => cast.as(viewer, name));
}

/** What each action on an estimate is called by, and its body. */
export const ESTIMATE_CALLS: Readonly<Record<Action, { name: string; body?: (cast: Cast) => object }>> = {
  read: { name: 'GET /api/v1/estimates/{id}' },
  history: { name: 'GET /api/v1/estimates/{id}/history' },
  change: { name: 'PATCH /api/v1/estimates/{id}', body: () => ({ comment: 'Проверьте цену' }) },
  move: { name: 'PATCH /api/v1/estimates/{id}', body: (cast) => ({ foreman_id: cast.people.colleague.id }) },
  delete: { name: 'DELETE /api/v1/estimates/{id}' },
  submit: { name: 'POST /api/v1/estimates/{id}/submit' },
  approve: { name: 'POST /api/v1/estimates/{id}/approve' },
  reject: { name: 'POST /api/v1/estimates/{id}/reject', body: () => ({ reason: 'дорого' }) },
};
