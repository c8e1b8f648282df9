import { describe, expect, it } from '@jest/globals';
import { DialogReader } from '../../src/domain/dialogs/dialog-repository.ts';
import { PrismaDialogReader } from '../../src/infrastructure/prisma/dialogs/prisma-dialog-reader.ts';
import { Cast } from '../support/cast.ts';
import { begun, tells, textsOf } from '../support/dialog-streams.ts';
import { aDialog } from '../support/guests.ts';
import { rawStreams } from '../support/raw-streams.ts';
import { sharedServer } from '../support/test-server.ts';

describe('the position of an answer with messages', () => {
  /** Runs between reading the messages and answering. */
  let meanwhile: () => Promise<void> = async () => undefined;
  const server = sharedServer({
    arrange(container) {
      const reader = container.resolve(PrismaDialogReader);
      const messages = reader.messages.bind(reader);
      reader.messages = async (...asked) => {
        const read = await messages(...asked);
        const then = meanwhile;
        meanwhile = async () => undefined;
        await then();
        return read;
      };
      container.register<DialogReader>(DialogReader, { useValue: reader });
    },
  });
  const cast = Cast.at(server);
  const open = rawStreams(server);

  it.each([
    ['a guest', 'nobody', (_id: number, guest: string) => `POST /api/widget/dialogs?${guest}`],
    ['an operator', 'manager', (id: number) => `GET /api/dialogs/${id}/messages`],
  ] as const)('to %s stands before what came while it was made', async (_who, viewer, read) => {
    const { dialog, guest } = await aDialog(cast());
    const path = `/api/dialogs/${dialog.id}/events?${guest}`;
    const say = (text: string) => cast().well('admin', `POST /api/dialogs/${dialog.id}/messages`, { text });
    await say('до');
    const witness = await open(path);
    await begun(witness);
    meanwhile = async () => {
      const { id } = await say('пока');
      await tells(witness, id);
    };

    const { body, headers } = await cast().as(viewer, read(dialog.id, guest));
    const stream = await open(path, { lastEventId: headers.get('X-Stream-Position') ?? 'none' });
    const after = await say('после');
    await tells(stream, after.id);

    expect((body.messages ?? body.items).map(({ text }: { text: string }) => text)).toEqual(['до']);
    expect(textsOf(stream)).toEqual(['пока', 'после']);
  });
});
