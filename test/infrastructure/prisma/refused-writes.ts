import type { Prisma } from '../../../src/infrastructure/prisma/generated/client.ts';

export type Tx = Prisma.TransactionClient;
/** A mistake that somebody may make, `id` being an estimate that is there. */
type Mistake = (tx: Tx, id: number) => PromiseLike<unknown>;

export const PASSES_BY = /outside a unit of work.*UnitOfWork\.run/;
const MANY = /use create, update or delete/;
const READ_AFTERWARDS = /select, include or omit.*read it afterwards/;
const PARTS = /names no owner.*deleteMany.*createMany/;
export const RAW = /raw SQL.*allowRaw/;
export const data = { comment: 'тайком' };

/** Refused inside a unit of work: what, with which word of help. */
export const INSIDE: [string, RegExp, Mistake][] = [
  ['upsert', MANY, (tx, id) => tx.estimate.upsert({ where: { id }, update: data, create: {} as never })],
  ['createMany', MANY, (tx) => tx.user.createMany({ data: [] })],
  ['createManyAndReturn', MANY, (tx) => tx.project.createManyAndReturn({ data: [] })],
  ['updateMany', MANY, (tx) => tx.estimate.updateMany({ data })],
  ['updateManyAndReturn', MANY, (tx) => tx.estimate.updateManyAndReturn({ data })],
  ['deleteMany', MANY, (tx) => tx.session.deleteMany()],
  ['a where without an id', /without where: \{ id \}/, (tx) => tx.estimate.update({ where: { number: 'С' }, data })],
  ['select', READ_AFTERWARDS, (tx, id) => tx.estimate.update({ where: { id }, data, select: { id: true } })],
  ['include', READ_AFTERWARDS, (tx, id) => tx.estimate.delete({ where: { id }, include: { items: true } })],
  ['omit', READ_AFTERWARDS, (tx, id) => tx.estimate.update({ where: { id }, data, omit: { number: true } })],
  [
    'a nested write of parts',
    /nested write of items/,
    (tx, id) => tx.estimate.update({ where: { id }, data: { ...data, items: { deleteMany: {} } } }),
  ],
  [
    'a nested write of another thing',
    /nested write of project/,
    (tx, id) => tx.estimate.update({ where: { id }, data: { project: { update: { name: 'тайком' } } } }),
  ],
  ['one part made', PARTS, (tx, id) => tx.estimateItem.create({ data: { ...part(id), line: 1 } })],
  ['one part changed', PARTS, (tx, id) => tx.estimateItem.update({ where: lineOf(id), data: { name: 'тайком' } })],
  ['one part deleted', PARTS, (tx, id) => tx.estimateItem.delete({ where: lineOf(id) })],
  ['parts changed', PARTS, (tx) => tx.estimateItem.updateMany({ data: { name: 'тайком' } })],
  ['parts of everybody deleted', PARTS, (tx) => tx.projectForeman.deleteMany()],
  ['some parts of one owner', PARTS, (tx, id) => tx.estimateItem.deleteMany({ where: { estimateId: id, line: 0 } })],
  [
    'parts of several owners',
    /plain estimateId/,
    (tx, id) => tx.estimateItem.deleteMany({ where: { estimateId: { in: [id] } } }),
  ],
  ['$executeRaw', RAW, (tx) => tx.$executeRaw`UPDATE estimates SET comment = 'тайком'`],
  ['$executeRawUnsafe', RAW, (tx) => tx.$executeRawUnsafe("UPDATE estimates SET comment = 'тайком'")],
  ['$queryRaw', RAW, (tx) => tx.$queryRaw`UPDATE estimates SET comment = 'тайком' RETURNING id`],
  ['$queryRawUnsafe', RAW, (tx) => tx.$queryRawUnsafe('SELECT 1')],
];

/** A line of an estimate. */
export function part(estimateId: number) {
  return { estimateId, line: 0, name: 'Кирпич', unit: 'шт.', quantity: '1', unitPrice: '1' };
}

function lineOf(estimateId: number) {
  return { estimateId_line: { estimateId, line: 0 } };
}
