import type { CallAnswer } from './calls.ts';
import type { Heard } from './stream-reader.ts';

type Wire = CallAnswer['body'];

/** `estimate 17`, and what is shown of it. */
export type Shown = ReadonlyMap<string, string>;

/**
 * What a client shows: what it loaded, and then what the events behind the position of that say, each in its turn. Small
 * enough to be copied by whoever writes a client.
 */
export class Mirror {
  private readonly things = new Map<string, string>();

  /** @param only the one thing that is shown, where it is not everything. */
  constructor(private readonly only: string | null = null) {}

  /** As a list or a single read shows it. */
  show(estimateOrProject: Wire): void {
    const thing = 'number' in estimateOrProject ? estimateOf(estimateOrProject) : projectOf(estimateOrProject);
    this.put(...thing);
  }

  /** Follows a stream that goes on from `position`: what is not behind it is shown already. */
  follow(position: number, heard: readonly Heard[]): void {
    for (const { id, data } of heard) if (Number(id) > position && data.data) this.apply(data.event, data.data);
  }

  get shown(): Shown {
    return new Map([...this.things].sort());
  }

  /** Another, which shows the same for now. */
  copy(): Mirror {
    const copy = new Mirror(this.only);
    for (const thing of this.things) copy.put(...thing);
    return copy;
  }

  private apply(event: string, data: Wire): void {
    const [of, what] = event.split('.');
    if (of === 'system') return;
    if (what === 'deleted' || what === 'unassigned') this.things.delete(`${of} ${data[`${of}_id`]}`);
    else if (of === 'estimate')
      this.put(...estimateOf({ ...data, id: data.estimate_id, number: data.estimate_number }));
    else this.put(...projectOf({ ...data, id: data.project_id, name: data.project_name }));
  }

  private put(key: string, text: string): void {
    if (this.only === null || this.only === key) this.things.set(key, text);
  }
}

export function estimateOf(estimate: Wire): [key: string, text: string] {
  const { id, number, project_id, foreman_id, status_code, total, version } = estimate;
  return [
    `estimate ${id}`,
    `${number}, ${total}: ${status_code}, of ${foreman_id} in ${project_id}, version ${version}`,
  ];
}

/** `foremen` of an answer, `foreman_ids` of an event. */
export function projectOf({ id, name, address, foremen, foreman_ids, version }: Wire): [key: string, text: string] {
  const of: number[] = foreman_ids ?? foremen.map((foreman: Wire) => foreman.id);
  return [`project ${id}`, `${name}, ${address}: of ${of}, version ${version}`];
}
