export type ProjectId = number;

interface PersonName {
  readonly id: number;
  readonly name: string;
}

/** A project as somebody may see it, with the names of its people. */
export interface ProjectSnapshot {
  readonly id: ProjectId;
  readonly name: string;
  readonly address: string;
  /** By id. */
  readonly foremen: readonly PersonName[];
  readonly creatorId: number;
  readonly creatorName: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Of a project, what its estimates must know: who may have estimates in it. */
export interface ProjectMembers {
  readonly id: ProjectId;
  readonly foremanIds: readonly number[];
}
