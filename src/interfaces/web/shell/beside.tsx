import './beside.css';
import { Grid } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePlace } from './use-place.ts';

interface Props {
  readonly list: ReactNode;
  /** What is open of it; nothing where nothing is. */
  readonly opened: ReactNode;
}

/** A list, and beside it what is open of it; on a narrow screen in its place. */
export function Beside({ list, opened }: Props) {
  usePlace(Boolean(opened));
  const room = opened ? ({ span: { base: 12, lg: 7 }, visibleFrom: 'lg' } as const) : { span: 12 };
  return (
    <Grid>
      <Grid.Col {...room}>{list}</Grid.Col>
      {opened && (
        <Grid.Col span={{ base: 12, lg: 5 }} className="opened">
          {opened}
        </Grid.Col>
      )}
    </Grid>
  );
}
