import type { RequestHandler } from 'express';
import { inject, injectable } from 'tsyringe';
import { Authenticate } from '../../usecases/people/authenticate.ts';
import { authenticated } from './authenticate.ts';
import { DialogsRouter } from './dialogs/dialogs-router.ts';
import { WidgetDialogsRouter } from './dialogs/widget-dialogs-router.ts';
import { jsonBody } from './json-body.ts';
import { type Mount, open } from './mount.ts';
import { AssistantsRouter } from './widgets/assistants-router.ts';
import { WidgetTokenRouter } from './widgets/widget-token-router.ts';
import { WidgetsRouter } from './widgets/widgets-router.ts';

/** Dialogs with guests of other sites (contract §7). */
@injectable()
export class DialogMounts {
  readonly mounts: readonly Mount[];

  constructor(
    @inject(Authenticate) authenticate: Authenticate,
    @inject(AssistantsRouter) assistants: AssistantsRouter,
    @inject(WidgetsRouter) widgets: WidgetsRouter,
    @inject(WidgetTokenRouter) tokens: WidgetTokenRouter,
    @inject(WidgetDialogsRouter) guests: WidgetDialogsRouter,
    @inject(DialogsRouter) dialogs: DialogsRouter,
  ) {
    const before: RequestHandler[] = [authenticated(authenticate), jsonBody];
    this.mounts = [
      { prefix: '/api/assistants', before, router: assistants.router },
      { prefix: '/api/widgets', before, router: widgets.router },
      open('/api/validate-widget-token', tokens),
      open('/api/widget', guests),
      { prefix: '/api/dialogs', before, router: dialogs.router },
    ];
  }
}
