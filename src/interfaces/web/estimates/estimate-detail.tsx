import { Alert, Button, Card, Skeleton, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { UserWire } from '../../wire/auth-wire.ts';
import type { Api } from '../api.ts';
import { useLanguage } from '../shell/language.tsx';
import { EstimateHistory } from './estimate-history.tsx';
import { EstimateMoves } from './estimate-moves.tsx';
import { money } from './money.ts';

interface Props {
  readonly api: Api;
  readonly user: UserWire;
  readonly id: number;
  readonly onClose: () => void;
}

/** One estimate with all that is known of it, and what can be done about it. */
export function EstimateDetail({ api, user, id, onClose }: Props) {
  const { words, language } = useLanguage();
  const { data: estimate, error } = useQuery({
    queryKey: ['estimates', id],
    queryFn: () => api.estimate(id),
    retry: false,
  });
  return (
    <Card withBorder component="section" aria-label={estimate?.number ?? words.number}>
      <Stack>
        <Button variant="default" onClick={onClose}>
          {words.back}
        </Button>
        {error && <Alert color="red">{words.gone}</Alert>}
        {!estimate && !error && <Skeleton height={240} />}
        {estimate && (
          <>
            <Title order={2} size="h4" style={{ overflowWrap: 'anywhere' }}>
              {estimate.number}
            </Title>
            <Text>
              {estimate.project_name} · {estimate.foreman_name} · {words[estimate.status_code]}
            </Text>
            {estimate.comment && <Text style={{ whiteSpace: 'pre-wrap' }}>{estimate.comment}</Text>}
            <Table>
              <Table.Tbody>
                {estimate.items.map(({ name, unit, quantity, total }, line) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
                  <Table.Tr key={line}>
                    <Table.Td>{name}</Table.Td>
                    <Table.Td>
                      {quantity} {unit}
                    </Table.Td>
                    <Table.Td ta="right">{money(total, language)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
            <Text fw={700} size="lg">
              {words.total}: {money(estimate.total, language)}
            </Text>
            <EstimateMoves api={api} user={user} estimate={estimate} />
            <EstimateHistory api={api} id={id} />
          </>
        )}
      </Stack>
    </Card>
  );
}
