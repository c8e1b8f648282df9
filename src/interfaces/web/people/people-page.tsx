import { Button, Stack } from '@mantine/core';
import { useLocation } from 'wouter';
import type { UserWire } from '../../wire/auth-wire.ts';
import { Beside } from '../shell/beside.tsx';
import { useLanguage } from '../shell/language.tsx';
import { PagedList } from '../shell/paged-list.tsx';
import { EditPerson } from './edit-person.tsx';
import { NewPerson } from './new-person.tsx';
import type { PeopleApi } from './people-api.ts';
import { PeopleCards } from './people-cards.tsx';

interface Props {
  readonly api: PeopleApi;
  readonly user: UserWire;
  /** The one that is open, or `new`. */
  readonly open: number | 'new' | null;
}

/** Who may enter, as what, and who is there now: for admins. */
export function PeoplePage({ api, user, open }: Props) {
  const { words } = useLanguage();
  const [, navigate] = useLocation();
  const close = () => navigate('/people');
  const list = (
    <Stack>
      <Button onClick={() => navigate('/people/new')}>{words.addPerson}</Button>
      <PagedList queryKey={['people', 'list']} page={(cursor) => api.list(cursor)} nothing={words.noPeople}>
        {(people) => <PeopleCards api={api} people={people} openId={open === 'new' ? null : open} />}
      </PagedList>
    </Stack>
  );
  const editor =
    open === 'new' ? (
      <NewPerson api={api} onClose={close} />
    ) : (
      open !== null && <EditPerson key={open} api={api} user={user} id={open} onClose={close} />
    );
  return <Beside list={list} opened={editor} />;
}
