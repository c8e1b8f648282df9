import { useQueryClient } from '@tanstack/react-query';

/** What shows people is fetched again: no stream tells of them. */
export function usePeopleChanged(): () => void {
  const queries = useQueryClient();
  return () => {
    for (const family of ['people', 'foremen']) void queries.invalidateQueries({ queryKey: [family] });
  };
}
