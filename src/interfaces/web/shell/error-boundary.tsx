import { Button, Container, Stack, Text } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useLanguage } from './language.tsx';

/** Where a page fails, in place of nothing at all: what to do. React says in the console what failed. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <Failed /> : this.props.children;
  }
}

function Failed() {
  const { words } = useLanguage();
  return (
    <Container size={420} py="xl">
      <Stack role="alert">
        <Text>{words.pageFailed}</Text>
        <Button onClick={() => location.reload()}>{words.reload}</Button>
      </Stack>
    </Container>
  );
}
