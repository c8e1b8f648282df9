import { Button, Card, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { UserWire } from '../../wire/auth-wire.ts';
import { isGone } from '../shell/caller.ts';
import { useLanguage } from '../shell/language.tsx';
import { LoadError } from '../shell/load-error.tsx';
import { useFocus } from '../shell/use-focus.ts';
import { DeleteEstimate } from './delete-estimate.tsx';
import { EstimateHistory } from './estimate-history.tsx';
import { EstimateMoves } from './estimate-moves.tsx';
import type { EstimatesApi } from './estimates-api.ts';
import { ItemTable } from './item-table.tsx';
import { money } from './money.ts';
import { mayChange } from './permitted.ts';
import { StatusBadge } from './status-badge.tsx';

interface Props {
  readonly api: EstimatesApi;
  readonly user: UserWire;
  readonly id: number;
}

/** One estimate with all that is known of it, and what can be done about it. */
export function EstimateDetail({ api, user, id }: Props) {
  const { words, language } = useLanguage();
  const [, navigate] = useLocation();
  const opened = useFocus<HTMLElement>();
  const { data, error } = useQuery({ queryKey: ['estimates', id], queryFn: () => api.one(id) });
  const estimate = isGone(error) ? undefined : data;
  const isEditable = estimate && mayChange(estimate, user);
  return (
    <Card withBorder component="section" ref={opened} tabIndex={-1} aria-label={estimate?.number ?? words.number}>
      <Stack>
        <Group justify="space-between">
          <Button variant="default" onClick={() => navigate('/estimates')}>
            {words.back}
          </Button>
          {isEditable && (
            <Button variant="default" onClick={() => navigate(`/estimates/${id}/edit`)}>
              {words.edit}
            </Button>
          )}
        </Group>
        {error && !estimate && <LoadError error={error} gone={words.gone} />}
        {!estimate && !error && <Skeleton height={240} />}
        {estimate && (
          <>
            <Title order={2} size="h4" style={{ overflowWrap: 'anywhere' }}>
              {estimate.number}
            </Title>
            <Group gap="xs">
              <Text style={{ overflowWrap: 'anywhere' }}>
                <bdi>{estimate.project_name}</bdi> · <bdi>{estimate.foreman_name}</bdi>
              </Text>
              <StatusBadge status={estimate.status_code} />
            </Group>
            {estimate.comment && (
              <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{estimate.comment}</Text>
            )}
            <ItemTable items={estimate.items} />
            <Text fw={700} size="lg" style={{ overflowWrap: 'anywhere' }}>
              {words.total}: {money(estimate.total, language)}
            </Text>
            <EstimateMoves api={api} user={user} estimate={estimate} />
            <EstimateHistory api={api} id={id} />
            {isEditable && <DeleteEstimate api={api} estimate={estimate} onDeleted={() => navigate('/estimates')} />}
          </>
        )}
      </Stack>
    </Card>
  );
}
