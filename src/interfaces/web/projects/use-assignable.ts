import { useQuery } from '@tanstack/react-query';
import type { ForemanWire } from '../../wire/user-wire.ts';
import type { ProjectsApi } from './projects-api.ts';

/** Who can be assigned, and who is: somebody who is no longer active can at least be taken off. */
export function useAssignable(api: ProjectsApi, assigned: readonly ForemanWire[]) {
  const { data, error } = useQuery({ queryKey: ['foremen'], queryFn: () => api.foremen() });
  const byId = new Map([...assigned, ...(data ?? [])].map((foreman) => [foreman.id, foreman]));
  return { foremen: data && [...byId.values()], error };
}
