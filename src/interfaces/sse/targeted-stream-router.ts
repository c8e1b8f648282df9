import { type Request, type Response, Router } from 'express';
import { inject, injectable } from 'tsyringe';
import { OpenFeed } from '../../usecases/live-feed/open-feed.ts';
import { type ConnectionName, NameConnection } from '../../usecases/notices/name-connection.ts';
import { Authenticate, type SignedInActor } from '../../usecases/people/authenticate.ts';
import { Clock } from '../../usecases/ports/clock.ts';
import { type NoticeBatch, Switchboard } from '../../usecases/ports/switchboard.ts';
import { queryOf } from '../http/validate.ts';
import { ConnectionQuery } from '../wire/notice-wire.ts';
import type { LiveStream } from './live-stream.ts';
import { StreamDoor } from './stream-door.ts';
import type { StreamNature } from './stream-nature.ts';
import { streamTokenOf } from './stream-token.ts';
import { noticeBytes, TARGETED_FORMAT, targetedHello } from './targeted-format.ts';

/** `GET /api/sse` (contract §6, seed 004): what is sent to one connection, session, person or role, or to everybody. */
@injectable()
export class TargetedStreamRouter {
  readonly router = Router();

  constructor(
    @inject(Authenticate) private readonly authenticate: Authenticate,
    @inject(NameConnection) private readonly nameConnection: NameConnection,
    @inject(Switchboard) private readonly switchboard: Switchboard,
    @inject(OpenFeed) private readonly openFeed: OpenFeed,
    @inject(StreamDoor) private readonly door: StreamDoor,
    @inject(Clock) private readonly clock: Clock,
  ) {
    this.router.get(
      '/',
      door.entrance(TARGETED_FORMAT, (request, response) => this.onOpen(request, response)),
    );
  }

  private async onOpen(request: Request, response: Response): Promise<void> {
    const actor = await this.authenticate.forStream(streamTokenOf(request));
    const { clientId, userId, sessionId } = queryOf(request, ConnectionQuery);
    const wanted = { clientId: clientId || null, userId: userId || null, sessionId: sessionId || null };
    const name = await this.nameConnection.execute(wanted, actor);
    const seat = new Seat();
    const leave = this.switchboard.connect({ ...name, receive: (batch) => seat.receive(batch) });
    try {
      await this.door.open(request, response, natureOf(actor), async (stream) => {
        stream.attach(leave);
        await this.follow(request, name, stream);
        seat.stream = stream;
      });
    } finally {
      if (seat.stream === null) leave(); // also where it was refused at the door
    }
  }

  private async follow(request: Request, name: ConnectionName, stream: LiveStream): Promise<void> {
    const opened = await this.openFeed.ofPerson(name.userId, this.door.reading(request, stream));
    stream.begin(targetedHello(name, opened, this.clock.now()), opened.follower, opened.resync);
  }
}

/** Keeps a name from the moment that it was found free; what is sent before the first words are out is not taken. */
class Seat {
  stream: LiveStream | null = null;

  receive(batch: NoticeBatch): boolean {
    const { stream } = this;
    return stream?.sayUnstored(noticeBytes(batch, stream.framing), batch.notices.length) ?? false;
  }
}

function natureOf(actor: SignedInActor): StreamNature {
  return { kind: 'targeted', actor, holder: actor.id, format: TARGETED_FORMAT, whenFull: 'catch up' };
}
