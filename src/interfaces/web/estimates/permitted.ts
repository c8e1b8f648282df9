import type { UserWire } from '../../wire/auth-wire.ts';
import type { EstimateWire } from '../../wire/estimate-wire.ts';

type Status = Pick<EstimateWire, 'status_code'>;
type Role = Pick<UserWire, 'role'>;

/** What the server will allow (contract §3), so that nothing else is offered. It decides. */

export function maySubmit({ status_code, items }: Pick<EstimateWire, 'status_code' | 'items'>): boolean {
  return (status_code === 'draft' || status_code === 'rejected') && items.length > 0;
}

export function mayJudge({ status_code }: Status, { role }: Role): boolean {
  return status_code === 'submitted' && role !== 'foreman';
}

/** And delete. */
export function mayChange({ status_code }: Status, { role }: Role): boolean {
  if (role !== 'foreman') return status_code !== 'approved';
  return status_code === 'draft' || status_code === 'rejected';
}
