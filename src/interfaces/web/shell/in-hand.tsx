import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { LoadError } from './load-error.tsx';

interface Props<Thing> {
  /** The kind of it, and which. */
  readonly what: readonly [string, number];
  readonly fetch: () => Promise<Thing>;
  /** What to say where it is no more. */
  readonly gone: string;
  readonly children: (fetched: Thing) => ReactNode;
}

/** Fetched once: what somebody has begun to change is not changed under his hands. */
export function InHand<Thing>({ what, fetch, gone, children }: Props<Thing>) {
  const { data, error } = useQuery({
    queryKey: ['in-hand', ...what],
    queryFn: fetch,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (error) return <LoadError error={error} gone={gone} />;
  return data ? children(data) : <Skeleton height={240} />;
}
