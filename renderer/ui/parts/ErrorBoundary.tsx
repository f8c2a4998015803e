/** Keeps a broken part of a page from taking the window with it. Nothing recorded is at stake here. */
import { Button, Code } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useText } from '../texts.tsx';
import { EmptyState } from './EmptyState.tsx';

interface BoundaryProps {
  readonly children: ReactNode;
  /** A new value makes the part try again, e.g. the page's address. */
  readonly resetOn: string;
}

interface BoundaryState {
  readonly error: unknown;
  readonly broken: boolean;
  readonly at: string;
}

export class ErrorBoundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { error: null, broken: false, at: this.props.resetOn };

  static getDerivedStateFromError(error: unknown): Partial<BoundaryState> {
    return { error, broken: true };
  }

  static getDerivedStateFromProps(props: BoundaryProps, state: BoundaryState): Partial<BoundaryState> | null {
    return props.resetOn === state.at ? null : { at: props.resetOn, broken: false, error: null };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <BrokenPart error={this.state.error} again={() => this.setState({ broken: false, error: null })} />
    );
  }
}

function BrokenPart({ error, again }: { error: unknown; again: () => void }) {
  const t = useText();
  return (
    <EmptyState title={t('shell.error.title')} text={t('shell.error.text')}>
      <Button onClick={again}>{t('shell.error.again')}</Button>
      <details>
        <summary>{t('shell.error.details')}</summary>
        <Code block>{error instanceof Error ? `${error.name}: ${error.message}` : String(error)}</Code>
      </details>
    </EmptyState>
  );
}
