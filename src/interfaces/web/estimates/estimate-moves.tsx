import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { UserWire } from '../../wire/auth-wire.ts';
import type { EstimateWire } from '../../wire/estimate-wire.ts';
import type { Api, Move } from '../api.ts';
import { useLanguage } from '../shell/language.tsx';
import { RefusalAlert } from '../shell/refusal-alert.tsx';

interface Props {
  readonly api: Api;
  readonly user: UserWire;
  readonly estimate: EstimateWire;
}

/** Hands an estimate on: submits it, approves it, rejects it with a reason. */
export function EstimateMoves({ api, user, estimate }: Props) {
  const { words } = useLanguage();
  const queries = useQueryClient();
  const [reason, setReason] = useState<string | null>(null);
  const moving = useMutation({
    mutationFn: (move: Move) => api.move(estimate, move, reason ?? undefined),
    onSuccess: () => setReason(null),
    onSettled: () => queries.invalidateQueries({ queryKey: ['estimates'] }),
  });
  const isOpen = estimate.status_code === 'draft' || estimate.status_code === 'rejected';
  const isJudged = estimate.status_code === 'submitted' && user.role !== 'foreman';
  return (
    <Stack>
      {reason !== null && (
        <Textarea
          label={words.reason}
          size="md"
          required
          maxLength={4_000}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      )}
      <RefusalAlert error={moving.error} />
      <Group>
        {isOpen && estimate.items.length > 0 && (
          <Button loading={moving.isPending} onClick={() => moving.mutate('submit')}>
            {words.submit}
          </Button>
        )}
        {isJudged && reason === null && (
          <Button loading={moving.isPending} onClick={() => moving.mutate('approve')}>
            {words.approve}
          </Button>
        )}
        {isJudged && (
          <Button
            variant="default"
            disabled={reason?.trim() === ''}
            loading={moving.isPending}
            onClick={() => (reason === null ? setReason('') : moving.mutate('reject'))}
          >
            {words.reject}
          </Button>
        )}
        {reason !== null && (
          <Button variant="subtle" onClick={() => setReason(null)}>
            {words.cancel}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
