/**
 * Watches whether somebody is at the window, and says so to the host, which locks where nobody is. Answers
 * the seconds that are left in the last minute before that, and null before it.
 */
import { useEffect, useRef, useState } from 'react';
import { useClient } from '../../ui/api.tsx';
import { IdleClock } from './idleClock.ts';

const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

export function useIdle(minutes: number, lock: () => void): number | null {
  const client = useClient();
  const [left, tell] = useState<number | null>(null);
  const latest = useRef(lock);
  latest.current = lock;
  useEffect(() => {
    const clock = new IdleClock(minutes, Date.now());
    const look = (): void => {
      const seconds = clock.secondsLeft(Date.now());
      tell(seconds);
      if (seconds === 0) latest.current();
    };
    const act = (): void => {
      // what the host was not told does not count: it locks by its own clock
      if (!clock.act(Date.now())) return;
      client.profile.stay().catch(() => undefined);
      look();
    };
    for (const sign of signs) window.addEventListener(sign, act, { capture: true, passive: true });
    const timer = setInterval(look, 1000);
    return () => {
      clearInterval(timer);
      for (const sign of signs) window.removeEventListener(sign, act, { capture: true });
    };
  }, [minutes, client]);
  return left;
}
