import { Skeleton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { UserWire } from '../../wire/auth-wire.ts';
import type { EstimateWire } from '../../wire/estimate-wire.ts';
import { newKey } from '../live/session.ts';
import type { ProjectsApi } from '../projects/projects-api.ts';
import { useLanguage } from '../shell/language.tsx';
import { LoadError } from '../shell/load-error.tsx';
import { useKept } from '../shell/use-kept.ts';
import { useSaveOver } from '../shell/use-save-over.ts';
import { BothVersions } from './both-versions.tsx';
import { bodyOf, type Draft, draftOf } from './draft.ts';
import { EstimateForm } from './estimate-form.tsx';
import type { EstimatesApi } from './estimates-api.ts';

interface Props {
  readonly api: EstimatesApi;
  readonly projects: ProjectsApi;
  readonly user: UserWire;
  readonly id: number;
  readonly onClose: () => void;
}

/** Fetched once: what somebody has begun to change is not changed under his hands. */
export function EditEstimate(props: Props) {
  const { words } = useLanguage();
  const { data, error } = useQuery({
    queryKey: ['estimate-in-hand', props.id],
    queryFn: () => props.api.one(props.id),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (error) return <LoadError error={error} gone={words.gone} />;
  return data ? <Editing {...props} fetched={data} /> : <Skeleton height={240} />;
}

interface Written {
  /** What it was when it was taken in hand. */
  readonly base: EstimateWire;
  readonly draft: Draft;
  /** One for all tries to save the same. */
  readonly key: string;
}

function begunWith(base: EstimateWire): Written {
  return { base, draft: draftOf(base), key: newKey() };
}

function Editing({ api, projects, user, id, onClose, fetched }: Props & { readonly fetched: EstimateWire }) {
  const queries = useQueryClient();
  const { value, keep, drop } = useKept(user.id, `estimate-${id}`, () => begunWith(fetched));
  const { base, draft, key } = value;
  const { data: choice = [] } = useQuery({ queryKey: ['projects', 'choice'], queryFn: () => projects.all() });
  const { theirs, saveOver, saving, takeTheirs } = useSaveOver<EstimateWire>({
    save: ({ version }) => api.change(id, bodyOf(draft), version, key),
    present: () => api.one(id),
    onSuccess: () => {
      drop();
      void queries.invalidateQueries({ queryKey: ['estimates'] });
    },
    onDone: onClose,
  });

  function close() {
    drop();
    onClose();
  }

  function take(present: EstimateWire) {
    keep(begunWith(present));
    takeTheirs();
  }

  const own = { id: base.project_id, name: base.project_name };
  const all = [own, ...choice.filter((project) => project.id !== own.id)];
  return (
    <EstimateForm
      projects={all}
      draft={draft}
      onChange={(next) => keep({ base, draft: next, key: newKey() })}
      saving={saving}
      onSave={() => saveOver(base)}
      onClose={close}
    >
      {theirs && (
        <BothVersions
          mine={draft}
          project={all.find((project) => project.id === draft.project_id)?.name ?? ''}
          theirs={theirs}
          onMine={() => saveOver(theirs)}
          onTheirs={() => take(theirs)}
        />
      )}
    </EstimateForm>
  );
}
