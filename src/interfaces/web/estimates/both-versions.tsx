import { List, Text } from '@mantine/core';
import type { EstimateWire } from '../../wire/estimate-wire.ts';
import { useLanguage } from '../shell/language.tsx';
import { TwoVersions } from '../shell/two-versions.tsx';
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

/** Two people have changed one estimate. */
export function BothVersions({ mine, project, theirs, onMine, onTheirs }: Props) {
  const { words } = useLanguage();
  return (
    <TwoVersions
      title={words.twoVersions}
      present={theirs}
      mine={{ content: <Version project={project} draft={mine} />, choice: words.keepMine, onChoose: onMine }}
      theirs={{
        content: <Version project={theirs.project_name} draft={draftOf(theirs)} />,
        choice: words.takeTheirs,
        onChoose: onTheirs,
      }}
    />
  );
}

function Version({ project, draft }: { readonly project: string; readonly draft: Draft }) {
  const { words, language } = useLanguage();
  return (
    <>
      <Text style={{ overflowWrap: 'anywhere' }}>{project}</Text>
      <List style={{ overflowWrap: 'anywhere' }}>
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
    </>
  );
}
