import { Skeleton, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { UserWire } from '../../wire/auth-wire.ts';
import { newKey } from '../live/session.ts';
import type { ProjectsApi } from '../projects/projects-api.ts';
import { useLanguage } from '../shell/language.tsx';
import { LoadError } from '../shell/load-error.tsx';
import { noTries, type Tries } from '../shell/make-once.ts';
import { useKept } from '../shell/use-kept.ts';
import { useMaking } from '../shell/use-making.ts';
import { bodyOf, type Draft, type EstimateBody, emptyLine } from './draft.ts';
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
  readonly tries: Tries<EstimateBody>;
}

function nothingYet(): Written {
  return { draft: { project_id: 0, comment: '', lines: [emptyLine()] }, tries: noTries() };
}

/** A foreman begins an estimate in one of his projects. */
export function NewEstimate({ api, projects, user, onClose }: Props) {
  const { words } = useLanguage();
  const queries = useQueryClient();
  const { value: written, keep, drop } = useKept(user.id, 'estimate-new', nothingYet);
  const { data: mine, error } = useQuery({ queryKey: ['projects', 'choice'], queryFn: () => projects.all() });
  const draft = { ...written.draft, project_id: written.draft.project_id || (mine?.[0]?.id ?? 0) };
  const close = () => {
    drop();
    onClose();
  };
  const saving = useMaking({
    tries: written.tries,
    onTry: (tries) => keep({ draft, tries }),
    body: bodyOf(draft),
    maker: {
      create: (body, key) => api.create(body, key),
      change: ({ id, version }, body) => api.change(id, body, version, newKey()),
    },
    onSuccess: () => {
      drop();
      void queries.invalidateQueries({ queryKey: ['estimates'] });
    },
    onDone: onClose,
  });
  if (error && !mine) return <LoadError error={error} />;
  if (!mine) return <Skeleton height={240} />;
  if (mine.length === 0) return <Text>{words.noProjects}</Text>;
  const isLost = mine.every(({ id }) => id !== draft.project_id);
  return (
    <EstimateForm
      projects={isLost ? [{ id: draft.project_id, name: words.projectLost }, ...mine] : mine}
      draft={draft}
      onChange={(next) => keep({ ...written, draft: next })}
      saving={saving}
      onSave={() => saving.mutate()}
      onClose={close}
    />
  );
}
