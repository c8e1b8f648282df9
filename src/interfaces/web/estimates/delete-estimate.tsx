import { Button, Group } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { EstimateWire } from '../../wire/estimate-wire.ts';
import { useLanguage } from '../shell/language.tsx';
import { RefusalAlert } from '../shell/refusal-alert.tsx';
import { useAction } from '../shell/use-action.ts';
import type { EstimatesApi } from './estimates-api.ts';

interface Props {
  readonly api: EstimatesApi;
  readonly estimate: EstimateWire;
  readonly onDeleted: () => void;
}

/** Asks once more: there is no way back. */
export function DeleteEstimate({ api, estimate, onDeleted }: Props) {
  const { words } = useLanguage();
  const queries = useQueryClient();
  const [asked, setAsked] = useState(false);
  const deleting = useAction({
    mutationFn: () => api.delete(estimate),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['estimates', 'list'] }),
    onDone: onDeleted,
  });
  return (
    <>
      <RefusalAlert error={deleting.error} />
      <Group>
        {asked && (
          <Button variant="default" loading={deleting.isPending} onClick={() => deleting.mutate()}>
            {words.deleteSurely}
          </Button>
        )}
        <Button variant="subtle" onClick={() => setAsked(!asked)}>
          {asked ? words.cancel : words.delete}
        </Button>
      </Group>
    </>
  );
}
