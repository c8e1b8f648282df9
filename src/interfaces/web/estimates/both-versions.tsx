import { Alert, Button, List, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { EstimateWire } from '../../wire/estimate-wire.ts';
import { useLanguage } from '../shell/language.tsx';
import { useInView } from '../shell/use-in-view.ts';
import { type Draft, draftOf, isEmptyLine, totalOf } from './draft.ts';
import { money } from './money.ts';

interface Props {
  readonly mine: Draft;
  /** The name of its project. */
  readonly project: string;
  readonly theirs: EstimateWire;
  readonly onMine: () => void;
  readonly onTheirs: () => void;
}

/** Two people have changed one estimate: whoever saves last sees both, and says which is to stay. */
export function BothVersions({ mine, project, theirs, onMine, onTheirs }: Props) {
  const { words } = useLanguage();
  const shown = useInView<HTMLDivElement>(theirs);
  return (
    <Alert
      ref={shown}
      role="alert"
      color="red"
      variant="outline"
      title={words.twoVersions}
      c="var(--mantine-color-text)"
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Version title={words.mine} project={project} draft={mine} choice={words.keepMine} onChoose={onMine} />
        <Version
          title={words.theirs}
          project={theirs.project_name}
          draft={draftOf(theirs)}
          choice={words.takeTheirs}
          onChoose={onTheirs}
        />
      </SimpleGrid>
    </Alert>
  );
}

interface VersionProps {
  readonly title: string;
  readonly project: string;
  readonly draft: Draft;
  readonly choice: string;
  readonly onChoose: () => void;
}

function Version({ title, project, draft, choice, onChoose }: VersionProps) {
  const { words, language } = useLanguage();
  return (
    <Stack component="section" aria-label={title} justify="space-between">
      <Title order={3} size="h5">
        {title}
      </Title>
      <Text>{project}</Text>
      <List>
        {draft.lines
          .filter((line) => !isEmptyLine(line))
          .map(({ key, name, quantity, unit, unit_price }) => (
            <List.Item key={key}>
              {name}: {quantity} {unit} × {unit_price}
            </List.Item>
          ))}
      </List>
      {draft.comment && <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{draft.comment}</Text>}
      <Text fw={700}>
        {words.total}: {money(totalOf(draft), language)}
      </Text>
      <Button variant="default" onClick={onChoose}>
        {choice}
      </Button>
    </Stack>
  );
}
