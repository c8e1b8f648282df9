import { Button, Group, NativeSelect, Skeleton, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Api } from '../api.ts';
import { newKey } from '../live/session.ts';
import { useLanguage } from '../shell/language.tsx';
import { RefusalAlert } from '../shell/refusal-alert.tsx';
import { type DraftLine, EMPTY_LINE, ItemLines, isEmptyLine } from './item-lines.tsx';
import { lineTotal, money, sum, withPoint } from './money.ts';

/** A foreman writes an estimate: the sum is there as he types. */
export function NewEstimateForm({ api, onClose }: { readonly api: Api; readonly onClose: () => void }) {
  const { words, language } = useLanguage();
  const queries = useQueryClient();
  const [lines, setLines] = useState<readonly DraftLine[]>([EMPTY_LINE]);
  const [key] = useState(newKey); // one for all tries to save
  const { data: projects } = useQuery({ queryKey: ['projects'], queryFn: () => api.projects() });
  const saving = useMutation({
    mutationFn: (form: FormData) =>
      api.createEstimate(
        {
          project_id: Number(form.get('project')),
          comment: String(form.get('comment')),
          items: lines.filter((line) => !isEmptyLine(line)).map(toItem),
        },
        key,
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['estimates'] });
      onClose();
    },
  });

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    saving.mutate(new FormData(event.currentTarget));
  }

  if (!projects) return <Skeleton height={240} />;
  if (projects.items.length === 0) return <Text>{words.noProjects}</Text>;
  const total = sum(lines.flatMap(({ quantity, unit_price }) => lineTotal(quantity, unit_price) ?? []));
  return (
    <form onSubmit={onSubmit}>
      <Stack>
        <NativeSelect
          name="project"
          label={words.project}
          data={projects.items.map(({ id, name }) => ({ value: String(id), label: name }))}
        />
        <ItemLines lines={lines} onChange={setLines} />
        <Textarea name="comment" label={words.comment} size="md" autosize minRows={2} maxLength={4_000} />
        <Text fw={700} size="lg" aria-live="polite">
          {words.total}: {money(total, language)}
        </Text>
        <RefusalAlert error={saving.error} />
        <Group grow>
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button type="submit" loading={saving.isPending}>
            {words.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function toItem({ name, unit, quantity, unit_price }: DraftLine) {
  return { name, unit, quantity: withPoint(quantity), unit_price: withPoint(unit_price) };
}
