/** Copies a text; says so in place of its own name. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../ui/texts.tsx';

export function CopyButton({ text }: { text: string }) {
  const t = useText();
  const [copied, setCopied] = useState(false);
  // without TLS the browser lends no clipboard
  if (navigator.clipboard === undefined) return null;
  return (
    <Button
      variant="default"
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
    >
      {copied ? t('console.copied') : t('console.copy')}
    </Button>
  );
}
