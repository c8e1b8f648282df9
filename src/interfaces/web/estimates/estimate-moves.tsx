import { Button, Group, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { UserWire } from '../../wire/auth-wire.ts';
import type { EstimateWire } from '../../wire/estimate-wire.ts';
import { useLanguage } from '../shell/language.tsx';
import { RefusalAlert } from '../shell/refusal-alert.tsx';
import { useAction } from '../shell/use-action.ts';
import type { EstimatesApi, Move } from './estimates-api.ts';
import { showAlready } from './optimism.ts';
import { mayJudge, maySubmit } from './permitted.ts';
import { ReasonField } from './reason-field.tsx';

const BECOMES = { submit: 'submitted', approve: 'approved', reject: 'rejected' } as const;

interface Props {
  readonly api: EstimatesApi;
  readonly user: UserWire;
  readonly estimate: EstimateWire;
}

/** Hands an estimate on: submits it, approves it, rejects it with a reason. It shows at once, and is taken back if refused. */
export function EstimateMoves({ api, user, estimate }: Props) {
  const { words } = useLanguage();
  const queries = useQueryClient();
  const [reason, setReason] = useState<string | null>(null);
  const moving = useAction({
    mutationFn: ({ seen, move }: { seen: EstimateWire; move: Move }) => api.move(seen, move, reason ?? ''),
    onMutate: ({ seen, move }) => showAlready(queries, { ...seen, status_code: BECOMES[move] }),
    onError: (_error, _asked, takeBack) => takeBack?.(),
    onSuccess: () => setReason(null),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['estimates'] }),
  });
  const go = (move: Move) => moving.mutate({ seen: estimate, move });
  const isJudged = mayJudge(estimate, user);
  return (
    <Stack>
      {isJudged && reason !== null && <ReasonField value={reason} onChange={setReason} />}
      <RefusalAlert error={moving.error} />
      <Group>
        {maySubmit(estimate) && <Button onClick={() => go('submit')}>{words.submit}</Button>}
        {isJudged && reason === null && <Button onClick={() => go('approve')}>{words.approve}</Button>}
        {isJudged && (
          <Button
            variant="default"
            disabled={reason?.trim() === ''}
            onClick={() => (reason === null ? setReason('') : go('reject'))}
          >
            {words.reject}
          </Button>
        )}
        {isJudged && reason !== null && (
          <Button variant="subtle" onClick={() => setReason(null)}>
            {words.cancel}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
