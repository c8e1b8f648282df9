import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { joined, stillUnsent, type Unsent } from '../../../../src/interfaces/web/dialogs/joined.ts';
import type { MessageWire } from '../../../../src/interfaces/wire/dialog-wire.ts';

function aMessage(id: number, text = `№ ${id}`, sender: MessageWire['sender'] = 'operator'): MessageWire {
  return { id, dialog_id: 1, sender, text, created_at: '2026-01-01T12:00:00.000Z' };
}

function anUnsent(text: string, after: number): Unsent {
  return { key: `${text} after ${after}`, text, after, failed: false };
}

describe('what was said', () => {
  it('is there once and in order, however it came', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 50 }));

    fc.assert(
      fc.property(fc.array(ids), (parts) => {
        const shown = joined(...parts.map((part) => part.map((id) => aMessage(id)))).map(({ id }) => id);

        expect(shown).toEqual([...new Set(parts.flat())].sort((one, other) => one - other));
      }),
    );
  });
});

describe('what was not sent yet', () => {
  it('is no longer shown as such when the stream has brought it', () => {
    const left = stillUnsent([anUnsent('Да', 4), anUnsent('Нет', 4)], [aMessage(5, 'Да')]);

    expect(left).toEqual([anUnsent('Нет', 4)]);
  });

  it('is not taken for what was said before, nor for what the guest says', () => {
    const said = [aMessage(4, 'Да'), aMessage(5, 'Да', 'user')];

    expect(stillUnsent([anUnsent('Да', 4)], said)).toHaveLength(1);
  });

  it('is there as often as it was said and not stored', () => {
    const twice = [anUnsent('Да', 4), anUnsent('Да', 4)];

    expect(stillUnsent(twice, [aMessage(5, 'Да')])).toHaveLength(1);
    expect(stillUnsent(twice, [aMessage(5, 'Да'), aMessage(6, 'Да')])).toEqual([]);
  });
});
