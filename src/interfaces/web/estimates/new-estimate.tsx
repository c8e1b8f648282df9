import { Skeleton, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { UserWire } from '../../wire/auth-wire.ts';
import { newKey } from '../live/session.ts';
import type { ProjectsApi } from '../projects/projects-api.ts';
import { useLanguage } from '../shell/language.tsx';
import { useKept } from '../shell/use-kept.ts';
import { bodyOf, type Draft, emptyLine } from './draft.ts';
import { EstimateForm } from './estimate-form.tsx';
import type { EstimatesApi } from './estimates-api.ts';

interface Props {
  readonly api: EstimatesApi;
  readonly projects: ProjectsApi;
  readonly user: UserWire;
  readonly onClose: () => void;
}

interface Written {
  readonly draft: Draft;
  /** One for all tries to save it. */
  readonly key: string;
}

function nothingYet(): Written {
  return { draft: { project_id: 0, comment: '', lines: [emptyLine()] }, key: newKey() };
}

/** A foreman begins an estimate in one of his projects. */
export function NewEstimate({ api, projects, user, onClose }: Props) {
  const { words } = useLanguage();
  const queries = useQueryClient();
  const { value: written, keep, drop } = useKept(`smeta-live:new-estimate:${user.id}`, nothingYet);
  const { data: mine } = useQuery({ queryKey: ['projects', 'choice'], queryFn: () => projects.list() });
  const chosen = mine?.items.find(({ id }) => id === written.draft.project_id) ?? mine?.items[0];
  const draft = { ...written.draft, project_id: chosen?.id ?? 0 };
  const close = () => {
    drop();
    onClose();
  };
  const saving = useMutation({
    mutationFn: () => api.create(bodyOf(draft), written.key),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['estimates'] });
      close();
    },
  });
  if (!mine) return <Skeleton height={240} />;
  if (!chosen) return <Text>{words.noProjects}</Text>;
  return (
    <EstimateForm
      projects={mine.items}
      draft={draft}
      onChange={(next) => keep({ ...written, draft: next })}
      saving={saving}
      onSave={() => saving.mutate()}
      onClose={close}
    />
  );
}
