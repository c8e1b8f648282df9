import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PersonWire } from '../../wire/user-wire.ts';
import { useLanguage } from '../shell/language.tsx';
import { LoadError } from '../shell/load-error.tsx';
import { useAction } from '../shell/use-action.ts';
import type { PeopleApi } from './people-api.ts';
import { changeOf, draftOf } from './person-draft.ts';
import { PersonForm } from './person-form.tsx';
import { SignOutEverywhere } from './sign-out-everywhere.tsx';
import { usePeopleChanged } from './use-people-changed.ts';

interface Props {
  readonly api: PeopleApi;
  readonly id: number;
  readonly onClose: () => void;
}

/** Fetched once: what somebody has begun to change is not changed under his hands. */
export function EditPerson(props: Props) {
  const { words } = useLanguage();
  const { data, error } = useQuery({
    queryKey: ['person-in-hand', props.id],
    queryFn: () => props.api.one(props.id),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (error) return <LoadError error={error} gone={words.personGone} />;
  return data ? <Editing {...props} fetched={data} /> : <Skeleton height={240} />;
}

function Editing({ api, id, onClose, fetched }: Props & { readonly fetched: PersonWire }) {
  const [draft, setDraft] = useState(() => draftOf(fetched));
  const body = changeOf(draftOf(fetched), draft);
  const saving = useAction({
    mutationFn: () => api.change(id, body),
    onSuccess: usePeopleChanged(),
    onDone: onClose,
  });
  return (
    <PersonForm
      title={fetched.name}
      isNew={false}
      draft={draft}
      body={body}
      onChange={setDraft}
      saving={saving}
      onSave={() => saving.mutate()}
      onClose={onClose}
    >
      <SignOutEverywhere api={api} id={id} />
    </PersonForm>
  );
}
