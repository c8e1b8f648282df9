import { Stack } from '@mantine/core';
import type { Session } from '../live/session.ts';
import { Beside } from '../shell/beside.tsx';
import { useLanguage } from '../shell/language.tsx';
import { PagedList } from '../shell/paged-list.tsx';
import { Conversation } from './conversation.tsx';
import { DialogCards } from './dialog-cards.tsx';
import type { DialogsApi } from './dialogs-api.ts';

/** No stream tells of a dialog that has just begun. */
const LOOK_MS = 10_000;

interface Props {
  readonly api: DialogsApi;
  readonly session: Session;
  readonly id: number | null;
}

/** The inbox of the office: whoever writes on a site. */
export function DialogsPage({ api, session, id }: Props) {
  const { words } = useLanguage();
  const list = (
    <Stack>
      <PagedList
        queryKey={['dialogs', 'list']}
        page={(cursor) => api.list(cursor)}
        lookAgainMs={LOOK_MS}
        nothing={words.noDialogs}
      >
        {(dialogs) => <DialogCards dialogs={dialogs} openId={id} />}
      </PagedList>
    </Stack>
  );
  return <Beside list={list} opened={id !== null && <Conversation key={id} api={api} session={session} id={id} />} />;
}
