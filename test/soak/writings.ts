import type { Random } from '../support/random.ts';
import type { Request } from './api.ts';
import type { Person, Staff } from './people.ts';
import type { World } from './world.ts';

/** What a writer draws from. */
export interface Hand {
  readonly world: World;
  readonly staff: Staff;
  readonly random: Random;
}

type Subject = 'estimate' | 'project';

/** A change that somebody may try; the server may well refuse it. */
export interface Writing {
  readonly subject: Subject;
  readonly request: Request;
}

type Kind = (hand: Hand) => Writing;

/** Each as often as it stands here. */
const OFFICE: readonly Kind[] = [
  aNewProject,
  aChangedProject,
  aChangedProject,
  ...Array<Kind>(5).fill(aNewEstimateForSomebody),
  ...Array<Kind>(3).fill(aChangedEstimate),
  ...Array<Kind>(4).fill(aMove),
  step('approve'),
  step('reject', { reason: 'дорого' }),
  step('reject', { reason: 'не то' }),
  aDeletion('estimate'),
  aDeletion('project'),
  nonsense,
];
const FOREMAN: readonly Kind[] = [
  ...Array<Kind>(4).fill(aNewEstimate),
  ...Array<Kind>(3).fill(aChangedEstimate),
  ...Array<Kind>(3).fill(step('submit')),
  aDeletion('estimate'),
  nonsense,
];

export function draw(who: Person, hand: Hand): Writing {
  const kinds = who.role === 'foreman' ? FOREMAN : OFFICE;
  return (hand.random.pick(kinds) ?? nonsense)(hand);
}

/** Also the first of all: so that everybody has where to work. */
export function aNewProject({ staff, random }: Hand): Writing {
  const body = { name: `Дом ${random.below(1_000)}`, foreman_ids: someForemen(staff, random) };
  return { subject: 'project', request: { method: 'POST', path: '/projects', body } };
}

/** Takes foremen off and on again, or gives another name. */
function aChangedProject({ world, staff, random }: Hand): Writing {
  const body = random.chance(0.7)
    ? { foreman_ids: someForemen(staff, random) }
    : { name: `Дом ${random.below(1_000)}`, address: 'ул. Речная, 1' };
  return { subject: 'project', request: { method: 'PATCH', path: `/projects/${world.aProject(random)}`, body } };
}

function aNewEstimate({ world, random }: Hand): Writing {
  const body = { project_id: world.aProject(random), comment: 'новая', items: someItems(random) };
  return { subject: 'estimate', request: { method: 'POST', path: '/estimates', body } };
}

function aNewEstimateForSomebody(hand: Hand): Writing {
  const { subject, request } = aNewEstimate(hand);
  return { subject, request: { ...request, body: { ...request.body, foreman_id: aForeman(hand) } } };
}

function aChangedEstimate({ world, random }: Hand): Writing {
  const body = { comment: `правка ${random.below(1_000)}`, items: someItems(random) };
  return { subject: 'estimate', request: { method: 'PATCH', path: `/estimates/${world.anEstimate(random)}`, body } };
}

/** From one foreman to another. */
function aMove(hand: Hand): Writing {
  const path = `/estimates/${hand.world.anEstimate(hand.random)}`;
  return { subject: 'estimate', request: { method: 'PATCH', path, body: { foreman_id: aForeman(hand) } } };
}

function step(name: 'submit' | 'approve' | 'reject', body: object = {}): Kind {
  return ({ world, random }) => {
    const path = `/estimates/${world.anEstimate(random)}/${name}`;
    return { subject: 'estimate', request: { method: 'POST', path, body } };
  };
}

function aDeletion(subject: Subject): Kind {
  return ({ world, random }) => {
    const id = subject === 'estimate' ? world.anEstimate(random) : world.aProject(random);
    return { subject, request: { method: 'DELETE', path: `/${subject}s/${id}` } };
  };
}

/** Refused once it has begun to write: one number for two. */
function nonsense({ world, random }: Hand): Writing {
  const body = { number: 'одна на всех', comment: `${random.below(1_000)}` };
  return { subject: 'estimate', request: { method: 'PATCH', path: `/estimates/${world.anEstimate(random)}`, body } };
}

function someForemen({ foremen }: Staff, random: Random): number[] {
  return foremen.filter(() => random.chance(0.7)).map(({ id }) => id);
}

function aForeman({ staff, random }: Hand): number {
  return random.pick(staff.foremen)?.id ?? 0;
}

function someItems(random: Random): object[] {
  const item = { name: 'Кирпич М-150', unit: 'шт.', quantity: '100', unit_price: `${random.below(100)}.50` };
  return Array.from({ length: random.below(4) }, () => item);
}
