import { Button, Text } from '@mantine/core';
import { useLanguage } from '../shell/language.tsx';
import { RefusalAlert } from '../shell/refusal-alert.tsx';
import { useAction } from '../shell/use-action.ts';
import type { PeopleApi } from './people-api.ts';

/** For a phone that is lost: whoever has it has to sign in. */
export function SignOutEverywhere({ api, id }: { readonly api: PeopleApi; readonly id: number }) {
  const { words } = useLanguage();
  const { mutate, isSuccess, error } = useAction({ mutationFn: () => api.signOut(id) });
  return (
    <>
      <Button variant="default" onClick={() => mutate()}>
        {words.signOutEverywhere}
      </Button>
      <Text role="status">{isSuccess && words.signedOutEverywhere}</Text>
      <RefusalAlert error={error} />
    </>
  );
}
