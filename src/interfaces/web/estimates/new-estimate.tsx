import { Skeleton, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { UserWire } from '../../wire/auth-wire.ts';
import { newKey } from '../live/session.ts';
import type { ProjectsApi } from '../projects/projects-api.ts';
import { useLanguage } from '../shell/language.tsx';
import { LoadError } from '../shell/load-error.tsx';
import { makeOnce, noTries, type Tries, withTry } from '../shell/make-once.ts';
import { useAction } from '../shell/use-action.ts';
import { useKept } from '../shell/use-kept.ts';
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
  const saving = useAction({
    mutationFn: () => {
      const body = bodyOf(draft);
      keep({ draft, tries: withTry(written.tries, body) });
      return makeOnce(written.tries, body, {
        create: (each, key) => api.create(each, key),
        change: ({ id, version }, each) => api.change(id, each, version, newKey()),
      });
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
