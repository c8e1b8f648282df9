import { Alert, Button, SimpleGrid, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLanguage } from './language.tsx';
import { useInView } from './use-in-view.ts';

interface Version {
  readonly content: ReactNode;
  readonly choice: string;
  readonly onChoose: () => void;
}

interface Props {
  /** What happened, and what is asked. */
  readonly title: string;
  /** The version of the server: for each it is brought into view once. */
  readonly present: object;
  readonly mine: Version;
  readonly theirs: Version;
}

/** Two people have changed one thing: whoever saves last sees both, and says which is to stay. */
export function TwoVersions({ title, present, mine, theirs }: Props) {
  const { words } = useLanguage();
  const shown = useInView<HTMLDivElement>(present);
  return (
    <Alert ref={shown} role="alert" color="red" variant="outline" title={title} c="var(--mantine-color-text)">
      <SimpleGrid type="container" cols={{ base: 1, '560px': 2 }}>
        <OneVersion title={words.mine} {...mine} />
        <OneVersion title={words.theirs} {...theirs} />
      </SimpleGrid>
    </Alert>
  );
}

function OneVersion({ title, content, choice, onChoose }: Version & { readonly title: string }) {
  return (
    <Stack component="section" aria-label={title} h="100%">
      <Title order={3} size="h5">
        {title}
      </Title>
      {content}
      <Button variant="default" mt="auto" onClick={onChoose}>
        {choice}
      </Button>
    </Stack>
  );
}
