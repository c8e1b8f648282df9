import { z } from 'zod';
import { Address, Id, Name } from './text-wire.ts';

export const NewProjectBody = z.strictObject({
  name: Name,
  address: Address.optional(),
  foreman_ids: z.array(Id).max(1_000).optional(),
});
export const ProjectChangeBody = NewProjectBody.partial();

export interface ProjectWire {
  readonly id: number;
  readonly name: string;
  readonly address: string;
  readonly foremen: readonly { readonly id: number; readonly name: string }[];
  readonly creator_id: number;
  readonly creator_name: string;
  readonly version: number;
  readonly created_at: string;
  readonly updated_at: string;
}
