import { Text } from '@mantine/core';
import { useState } from 'react';
import type { UserWire } from '../../wire/auth-wire.ts';
import type { PersonWire } from '../../wire/user-wire.ts';
import { InHand } from '../shell/in-hand.tsx';
import { useLanguage } from '../shell/language.tsx';
import { useAction } from '../shell/use-action.ts';
import type { PeopleApi } from './people-api.ts';
import { changeOf, draftOf } from './person-draft.ts';
import { PersonForm } from './person-form.tsx';
import { SignOutEverywhere } from './sign-out-everywhere.tsx';
import { usePeopleChanged } from './use-people-changed.ts';

interface Props {
  readonly api: PeopleApi;
  readonly id: number;
  /** Whoever does it. */
  readonly user: UserWire;
  readonly onClose: () => void;
}

export function EditPerson(props: Props) {
  const { words } = useLanguage();
  return (
    <InHand what={['person', props.id]} fetch={() => props.api.one(props.id)} gone={words.personGone}>
      {(fetched) => <Editing {...props} fetched={fetched} />}
    </InHand>
  );
}

function Editing({ api, id, user, onClose, fetched }: Props & { readonly fetched: PersonWire }) {
  const { words } = useLanguage();
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
      onSave={() => (Object.keys(body).length > 0 ? saving.mutate() : onClose())}
      onClose={onClose}
    >
      {id === user.id && <Text>{words.thatIsYou}</Text>}
      <SignOutEverywhere api={api} id={id} />
    </PersonForm>
  );
}
