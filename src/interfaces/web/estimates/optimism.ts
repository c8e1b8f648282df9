import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { EstimateWire } from '../../wire/estimate-wire.ts';
import type { ListWire } from '../../wire/list-wire.ts';

type Pages = InfiniteData<ListWire<EstimateWire>>;

/** Shows an estimate everywhere as it is about to be. @returns what takes that back. */
export async function showAlready(queries: QueryClient, changed: EstimateWire): Promise<() => void> {
  await queries.cancelQueries({ queryKey: ['estimates'] }); // what is on its way shows it as it was
  const lists = queries.getQueriesData<Pages>({ queryKey: ['estimates', 'list'] });
  const detail = queries.getQueryData<EstimateWire>(['estimates', changed.id]);
  for (const [key, pages] of lists) if (pages) queries.setQueryData(key, withChanged(pages, changed));
  if (detail) queries.setQueryData(['estimates', changed.id], changed);
  return () => {
    for (const [key, pages] of lists) queries.setQueryData(key, pages);
    queries.setQueryData(['estimates', changed.id], detail);
  };
}

function withChanged({ pages, pageParams }: Pages, changed: EstimateWire): Pages {
  const swap = (estimate: EstimateWire) => (estimate.id === changed.id ? changed : estimate);
  return { pages: pages.map(({ items, next_cursor }) => ({ items: items.map(swap), next_cursor })), pageParams };
}
