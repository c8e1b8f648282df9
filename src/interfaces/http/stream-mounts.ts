import { inject, injectable } from 'tsyringe';
import { ChannelStreamRouter } from '../sse/channel-stream-router.ts';
import { DialogStreamRouter } from '../sse/dialog-stream-router.ts';
import { RoleStreamRouter } from '../sse/role-stream-router.ts';
import { TargetedStreamRouter } from '../sse/targeted-stream-router.ts';
import { type Mount, open } from './mount.ts';
import { SendRouter } from './notices/send-router.ts';
import { StreamHealthRouter } from './operations/stream-health-router.ts';
import { WebhooksRouter } from './webhooks/webhooks-router.ts';

/** All streams, and what is sent over them (contract §4–7). They see to their own authentication: a ticket may do. */
@injectable()
export class StreamMounts {
  readonly mounts: readonly Mount[];

  constructor(
    @inject(RoleStreamRouter) role: RoleStreamRouter,
    @inject(ChannelStreamRouter) channels: ChannelStreamRouter,
    @inject(TargetedStreamRouter) targeted: TargetedStreamRouter,
    @inject(DialogStreamRouter) dialogs: DialogStreamRouter,
    @inject(SendRouter) sends: SendRouter,
    @inject(WebhooksRouter) webhooks: WebhooksRouter,
    @inject(StreamHealthRouter) health: StreamHealthRouter,
  ) {
    this.mounts = [
      open('/api/v1/sse', role),
      open('/api/v1/streams', channels),
      open('/api/sse', targeted),
      open('/api/sse', sends),
      open('/api/sse', health),
      open('/api/dialogs', dialogs),
      open('/api/v1/webhooks', webhooks),
    ];
  }
}
