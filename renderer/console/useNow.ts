/** Renders anew every half minute: for what is told as time that is left. */
import { useEffect, useState } from 'react';

const everyMs = 30_000;

export function useNow(): number {
  const [now, tick] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => tick(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, []);
  return now;
}
