import { Button, Group } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { EstimateWire } from '../../wire/estimate-wire.ts';
import { useLanguage } from '../shell/language.tsx';
import { RefusalAlert } from '../shell/refusal-alert.tsx';
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
  const deleting = useMutation({
    mutationFn: () => api.delete(estimate),
    onSuccess: async () => {
      onDeleted();
      await queries.invalidateQueries({ queryKey: ['estimates', 'list'] });
    },
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
