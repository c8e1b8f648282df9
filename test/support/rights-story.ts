import fc from 'fast-check';
import { anItem, type Client } from './client.ts';

/** One thing that somebody does in the story: to the nth of what there is by then. */
export type Deed =
  | { readonly what: 'make' | 'touch' | 'move' | 'delete'; readonly nth: number; readonly to: 0 | 1 }
  | { readonly what: 'assign'; readonly nth: number; readonly to: readonly (0 | 1)[] }
  | { readonly what: 'change roles' }
  | { readonly what: 'look back'; readonly by: 0 | 1 };

const who = fc.constantFrom<0 | 1>(0, 1);
const act = fc.constantFrom<'make' | 'touch' | 'move' | 'delete'>('make', 'make', 'touch', 'move', 'move', 'delete');

export const DEEDS: fc.Arbitrary<Deed[]> = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: fc.record({ what: act, nth: fc.nat(20), to: who }) },
    {
      weight: 4,
      arbitrary: fc.record({ what: fc.constant('assign' as const), nth: fc.nat(3), to: fc.uniqueArray(who) }),
    },
    { weight: 1, arbitrary: fc.constant({ what: 'change roles' as const }) },
    { weight: 2, arbitrary: fc.record({ what: fc.constant('look back' as const), by: who }) },
  ),
  { minLength: 4, maxLength: 18 },
);

/** `estimate.updated` of `estimate 17`. */
interface Told {
  readonly event: string;
  readonly thing: string;
}

/** Makes things happen through the API, and knows by itself who is to be told of them: a second opinion on the rules. */
export class RightsStory {
  /** What each foreman was told as it came. */
  readonly told: readonly [Told[], Told[]] = [[], []];
  private readonly owners = new Map<string, readonly number[]>();
  private made = 0;

  constructor(
    private readonly manager: Client,
    private readonly foremen: readonly [number, number],
  ) {}

  async begin(): Promise<void> {
    await this.newProject([0, 1]);
    await this.newProject([0, 1]);
  }

  /** What a foreman is told who reads it all anew now: not what is another's by now; but what went while it was his. */
  replayed(by: 0 | 1): Told[] {
    const told = this.told[by];
    return told.filter(({ event, thing }, at) => {
      const wentLater = told.slice(at + 1).some((later) => later.thing === thing && later.event.endsWith('.deleted'));
      return /deleted|unassigned/.test(event) || wentLater || (this.owners.get(thing) ?? []).includes(by);
    });
  }

  async do(deed: Deed): Promise<void> {
    if (deed.what === 'change roles' || deed.what === 'look back') return;
    if (deed.what === 'assign') return this.assign(deed.nth, deed.to);
    if (deed.what === 'make') return this.make(deed.nth, deed.to);
    const thing = pick(this.all('estimate'), deed.nth);
    if (thing === undefined) return;
    const path = pathOf(thing);
    if (deed.what === 'delete') {
      await this.manager.delete(path).expect(204);
      this.pass(thing, 'deleted', []);
      return;
    }
    const change = deed.what === 'move' ? { foreman_id: this.foremen[deed.to] } : { comment: `${++this.made}` };
    const { status } = await this.manager.patch(path, change);
    if (status === 200) this.pass(thing, 'updated', deed.what === 'move' ? [deed.to] : (this.owners.get(thing) ?? []));
  }

  async newProject(to: readonly (0 | 1)[]): Promise<void> {
    const foreman_ids = to.map((n) => this.foremen[n]);
    const { body } = await this.manager.post('/projects', { name: `Дом ${++this.made}`, foreman_ids }).expect(201);
    this.pass(`project ${body.id}`, 'created', to);
  }

  private async assign(nth: number, to: readonly (0 | 1)[]): Promise<void> {
    const thing = pick(this.all('project'), nth);
    if (thing === undefined) return;
    const foreman_ids = to.map((n) => this.foremen[n]);
    await this.manager.patch(pathOf(thing), { foreman_ids, address: `${++this.made}` }).expect(200);
    this.pass(thing, 'updated', to);
  }

  private async make(nth: number, to: 0 | 1): Promise<void> {
    const home = pick(this.all('project'), nth) ?? '';
    const wanted = { project_id: Number(home.split(' ')[1]), foreman_id: this.foremen[to], items: [anItem] };
    const { status, body } = await this.manager.post('/estimates', wanted);
    if (status !== 201) return; // he is not assigned there
    this.pass(`estimate ${body.id}`, 'created', [to]);
  }

  /** It is these people's now: they are told what happened, and whoever had it that it went. */
  private pass(thing: string, what: string, to: readonly (0 | 1)[] | readonly number[]): void {
    const kind = thing.split(' ')[0];
    const before = this.owners.get(thing) ?? [];
    for (const n of [0, 1] as const) {
      if (to.includes(n as never) || (what === 'deleted' && before.includes(n)))
        this.told[n].push({ event: `${kind}.${what}`, thing });
      else if (before.includes(n)) this.told[n].push({ event: `${kind}.unassigned`, thing });
    }
    if (what === 'deleted') this.owners.delete(thing);
    else this.owners.set(thing, to);
  }

  private all(kind: string): string[] {
    return [...this.owners.keys()].filter((thing) => thing.startsWith(kind));
  }
}

function pathOf(thing: string): string {
  const [kind, id] = thing.split(' ');
  return `/${kind}s/${id}`;
}

function pick(list: readonly string[], nth: number): string | undefined {
  return list[nth % Math.max(1, list.length)];
}
