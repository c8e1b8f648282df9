import { useState } from 'react';
import { newKey } from '../live/session.ts';
import { useLanguage } from '../shell/language.tsx';
import { useAction } from '../shell/use-action.ts';
import type { PeopleApi } from './people-api.ts';
import { NOBODY_YET } from './person-draft.ts';
import { PersonForm } from './person-form.tsx';
import { usePeopleChanged } from './use-people-changed.ts';

export function NewPerson({ api, onClose }: { readonly api: PeopleApi; readonly onClose: () => void }) {
  const { words } = useLanguage();
  const [key] = useState(newKey); // one for all tries to save
  const [draft, setDraft] = useState(NOBODY_YET);
  const saving = useAction({
    mutationFn: () => api.add(draft, key),
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
