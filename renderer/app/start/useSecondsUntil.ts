/** Counts down to an instant, once a second, and stops at 0. */
import { useEffect, useState } from 'react';

export function useSecondsUntil(instant: string | null): number {
  const [seconds, setSeconds] = useState(() => secondsUntil(instant));
  useEffect(() => {
    setSeconds(secondsUntil(instant));
    if (secondsUntil(instant) === 0) return undefined;
    const timer = setInterval(() => {
      const left = secondsUntil(instant);
      setSeconds(left);
      if (left === 0) clearInterval(timer);
    }, 1000);
    return () => clearInterval(timer);
  }, [instant]);
  return seconds;
}

function secondsUntil(instant: string | null): number {
  if (instant === null) return 0;
  return Math.max(0, Math.ceil((Date.parse(instant) - Date.now()) / 1000));
}
