import { beforeEach, describe, expect, it } from '@jest/globals';
import { QueryClient } from '@tanstack/react-query';
import { showAlready } from '../../../../src/interfaces/web/estimates/optimism.ts';
import { anEstimateWire } from './an-estimate-wire.ts';

const LIST = ['estimates', 'list', {}];
const before = anEstimateWire();
const other = anEstimateWire({ id: 2 });
const changed = anEstimateWire({ status_code: 'submitted' });

describe('a change that was asked for', () => {
  let queries: QueryClient;
  beforeEach(() => {
    queries = new QueryClient();
    queries.setQueryData(LIST, { pages: [{ items: [other, before], next_cursor: null }], pageParams: [null] });
    queries.setQueryData(['estimates', 1], before);
  });

  const seen = () => {
    const list = queries.getQueryData<{ pages: { items: unknown[] }[] }>(LIST);
    return [list?.pages[0]?.items, queries.getQueryData(['estimates', 1])];
  };

  it('is shown in the lists and beside them before it is done', async () => {
    await showAlready(queries, changed);

    expect(seen()).toEqual([[other, changed], changed]);
  });

  it('is taken back from both', async () => {
    const takeBack = await showAlready(queries, changed);

    takeBack();

    expect(seen()).toEqual([[other, before], before]);
  });

  it('is not overwritten by an answer that was on its way', async () => {
    const late = queries.fetchQuery({
      queryKey: ['estimates', 1],
      queryFn: () => new Promise((resolve) => setTimeout(() => resolve(before), 10)),
    });

    await showAlready(queries, changed);
    await late.catch(() => undefined); // it was given up

    expect(seen()).toEqual([[other, changed], changed]);
  });

  it('leaves alone what nobody has asked for yet', async () => {
    const empty = new QueryClient();

    (await showAlready(empty, changed))();

    expect(empty.getQueriesData({ queryKey: ['estimates', 'list'] })).toEqual([]);
  });
});
