import { useState } from 'react';
import { useLanguage } from '../shell/language.tsx';
import { noTries } from '../shell/make-once.ts';
import { useMaking } from '../shell/use-making.ts';
import type { PeopleApi } from './people-api.ts';
import { NOBODY_YET, type PersonDraft } from './person-draft.ts';
import { PersonForm } from './person-form.tsx';
import { usePeopleChanged } from './use-people-changed.ts';

export function NewPerson({ api, onClose }: { readonly api: PeopleApi; readonly onClose: () => void }) {
  const { words } = useLanguage();
  const [draft, setDraft] = useState(NOBODY_YET);
  const [tries, setTries] = useState(noTries<PersonDraft>);
  const saving = useMaking({
    tries,
    onTry: setTries,
    body: draft,
    maker: { create: (body, key) => api.add(body, key), change: ({ id }, body) => api.change(id, body) },
    onSuccess: usePeopleChanged(),
    onDone: onClose,
  });
  return (
    <PersonForm
      title={words.addPerson}
      isNew
      draft={draft}
      body={draft}
      onChange={setDraft}
      saving={saving}
      onSave={() => saving.mutate()}
      onClose={onClose}
    />
  );
}
