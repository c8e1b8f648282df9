import type { EstimateWire } from '../../wire/estimate-wire.ts';
import { newKey } from '../live/session.ts';
import { lineTotal, sum, withPoint } from './money.ts';

/** A line as somebody types it: nothing of it need be right yet. */
export interface DraftLine {
  /** Tells it from the other lines of a draft. */
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  readonly quantity: string;
  readonly unit_price: string;
}

/** An estimate while somebody writes it. */
export interface Draft {
  /** 0 until one is chosen. */
  readonly project_id: number;
  readonly comment: string;
  readonly lines: readonly DraftLine[];
}

/** What is sent to be saved. */
export interface EstimateBody {
  readonly project_id: number;
  readonly comment: string;
  readonly items: readonly Omit<DraftLine, 'key'>[];
}

export function emptyLine(): DraftLine {
  return { key: newKey(), name: '', unit: '', quantity: '', unit_price: '' };
}

export function isEmptyLine({ name, unit, quantity, unit_price }: DraftLine): boolean {
  return [name, unit, quantity, unit_price].every((text) => text.trim() === '');
}

export function draftOf({ project_id, comment, items }: EstimateWire): Draft {
  const lines = items.map(({ name, unit, quantity, unit_price }) => ({
    ...emptyLine(),
    name,
    unit,
    quantity,
    unit_price,
  }));
  return { project_id, comment, lines: lines.length > 0 ? lines : [emptyLine()] };
}

/** Lines that were left empty are no lines. */
export function bodyOf({ project_id, comment, lines }: Draft): EstimateBody {
  const items = lines
    .filter((line) => !isEmptyLine(line))
    .map(({ key: _, quantity, unit_price, ...rest }) => {
      return { ...rest, quantity: withPoint(quantity), unit_price: withPoint(unit_price) };
    });
  return { project_id, comment, items };
}

/** Of the lines that are complete. */
export function totalOf({ lines }: Draft): string {
  return sum(lines.flatMap(({ quantity, unit_price }) => lineTotal(quantity, unit_price) ?? []));
}
