import { Card, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';

interface Props<Thing> {
  readonly things: readonly Thing[];
  /** Where they open: a thing's is the path and its id; null where they are only read. */
  readonly path: string | null;
  /** The one that is open. */
  readonly openId?: number | null;
  /** What is said of one. */
  readonly children: (thing: Thing) => ReactNode;
}

/** Things for a thumb. */
export function CardList<Thing extends { readonly id: number }>({ things, path, openId, children }: Props<Thing>) {
  return (
    <Stack component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
      {things.map((thing) => (
        <li key={thing.id}>
          {path === null ? (
            <Card withBorder padding="md">
              {children(thing)}
            </Card>
          ) : (
            <Card
              component={Link}
              href={`${path}/${thing.id}`}
              withBorder
              padding="md"
              c="var(--mantine-color-text)"
              aria-current={thing.id === openId ? 'page' : undefined}
            >
              {children(thing)}
            </Card>
          )}
        </li>
      ))}
    </Stack>
  );
}
