import type { ProjectSnapshot } from '../../../domain/projects/project-snapshot.ts';
import type { Prisma } from '../generated/client.ts';

/** What a snapshot of a project takes besides its own row. */
export const PROJECT_PARTS = {
  creator: { select: { name: true } },
  foremen: { select: { user: { select: { id: true, name: true } } }, orderBy: { userId: 'asc' } },
} as const;

type ProjectRow = Prisma.ProjectGetPayload<{ include: typeof PROJECT_PARTS }>;

export function toProjectSnapshot({ creator, foremen, ...row }: ProjectRow): ProjectSnapshot {
  return { ...row, creatorName: creator.name, foremen: foremen.map(({ user }) => user) };
}

export async function loadProjects(tx: Prisma.TransactionClient, ids: number[]): Promise<Map<number, ProjectSnapshot>> {
  const rows = await tx.project.findMany({ where: { id: { in: ids } }, include: PROJECT_PARTS });
  return new Map(rows.map((row) => [row.id, toProjectSnapshot(row)]));
}
