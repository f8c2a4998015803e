/** When a child who has returned was last seen at home, beside the days since the return; never as a success. */
import { useDays } from '../days.ts';
import { type ReturnedChild, seenHomeWords } from '../seenHome.ts';
import { useText } from '../texts.tsx';
import classes from './parts.module.css';

/** @param of one child, or those of one errand */
export function SeenHome({ of }: { of: readonly ReturnedChild[] }) {
  const t = useText();
  const { words, long } = seenHomeWords(of, useDays(), t);
  return (
    <span className={classes.seenHome} data-long={long}>
      {words}
    </span>
  );
}
