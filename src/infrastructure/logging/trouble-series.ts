import type { Logger } from 'pino';

/** Trouble that lasts is told once as a warning; its repetitions are for whoever looks closer. */
export class TroubleSeries {
  private begun = false;

  constructor(private readonly logger: Logger) {}

  tell(fields: Readonly<Record<string, unknown>>, message: string): void {
    this.logger[this.begun ? 'debug' : 'warn'](fields, message);
    this.begun = true;
  }

  /** All is well. Answers whether it was not before. */
  end(): boolean {
    const had = this.begun;
    this.begun = false;
    return had;
  }
}

/** In one line, without the properties of an error: those of the network may hold an address in full. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
