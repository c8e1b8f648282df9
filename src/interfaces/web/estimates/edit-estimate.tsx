import { Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { EstimateWire } from '../../wire/estimate-wire.ts';
import { newKey } from '../live/session.ts';
import type { ProjectsApi } from '../projects/projects-api.ts';
import { isStale } from '../shell/caller.ts';
import { useLanguage } from '../shell/language.tsx';
import { LoadError } from '../shell/load-error.tsx';
import { BothVersions } from './both-versions.tsx';
import { bodyOf, type Draft, draftOf } from './draft.ts';
import { EstimateForm } from './estimate-form.tsx';
import type { EstimatesApi } from './estimates-api.ts';

interface Props {
  readonly api: EstimatesApi;
  readonly projects: ProjectsApi;
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
    retry: false,
  });
  if (error) return <LoadError error={error} gone={words.gone} />;
  return data ? <Editing {...props} fetched={data} /> : <Skeleton height={240} />;
}

function Editing({ api, projects, id, onClose, fetched }: Props & { readonly fetched: EstimateWire }) {
  const queries = useQueryClient();
  const [base, setBase] = useState(fetched);
  const [draft, setDraft] = useState(() => draftOf(fetched));
  const [key, setKey] = useState(newKey);
  const [theirs, setTheirs] = useState<EstimateWire | null>(null);
  const { data: choice } = useQuery({ queryKey: ['projects', 'choice'], queryFn: () => projects.list() });
  const saving = useMutation({
    mutationFn: async (over: EstimateWire) => {
      try {
        return await api.change(id, bodyOf(draft), over.version, key);
      } catch (error) {
        if (isStale(error)) setTheirs(await api.one(id));
        throw error;
      }
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['estimates'] });
      onClose();
    },
  });

  function write(next: Draft) {
    setDraft(next);
    setKey(newKey()); // one for all tries to save the same
  }

  function take(present: EstimateWire) {
    setBase(present);
    write(draftOf(present));
    setTheirs(null);
    saving.reset();
  }

  const isAsked = theirs !== null && isStale(saving.error); // which is to stay, instead of being told of an error
  const own = { id: base.project_id, name: base.project_name };
  const others = (choice?.items ?? []).filter((project) => project.id !== own.id);
  return (
    <EstimateForm
      projects={[own, ...others]}
      draft={draft}
      onChange={write}
      saving={{ isPending: saving.isPending, error: isAsked ? null : saving.error }}
      onSave={() => saving.mutate(base)}
      onClose={onClose}
    >
      {theirs && (
        <BothVersions mine={draft} theirs={theirs} onMine={() => saving.mutate(theirs)} onTheirs={() => take(theirs)} />
      )}
    </EstimateForm>
  );
}
