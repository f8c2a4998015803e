/** Whether the page is being printed, known before it is laid out for paper: paper has no rows further down. */
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

export function useOnPaper(): boolean {
  const [onPaper, set] = useState(false);
  useEffect(() => {
    const before = (): void => flushSync(() => set(true));
    const after = (): void => set(false);
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);
  return onPaper;
}
