import { z } from 'zod';
import { listOf } from './list-wire.ts';
import { Address, Id, Name } from './text-wire.ts';
import { ForemanWire } from './user-wire.ts';
import { Time, Version } from './value-wire.ts';

export const NewProjectBody = z.strictObject({
  name: Name,
  address: Address.optional(),
  foreman_ids: z.array(Id).max(1_000).optional(),
});
export const ProjectChangeBody = NewProjectBody.partial();

/** A project in an answer. */
export const ProjectWire = z.object({
  id: Id,
  name: z.string(),
  address: z.string(),
  foremen: z.array(ForemanWire),
  creator_id: Id,
  creator_name: z.string(),
  version: Version,
  created_at: Time,
  updated_at: Time,
});
export type ProjectWire = z.infer<typeof ProjectWire>;
export const ProjectListWire = listOf(ProjectWire);
