/** A child's initials in a circle: the product keeps no photographs in lists. */
import classes from './parts.module.css';

export function Portrait({ name, size = 40 }: { name: string | null; size?: number }) {
  return (
    <div
      className={classes.portrait}
      style={{ width: size, height: size, fontSize: Math.round(size * 0.36) }}
      aria-hidden="true"
    >
      {initials(name)}
    </div>
  );
}

/** First letters of the first two words: family name and given name. */
export function initials(name: string | null): string {
  const words = (name ?? '').split(/\s+/).filter((word) => word !== '');
  return words
    .slice(0, 2)
    .map((word) => [...word][0]?.toLocaleUpperCase('ru') ?? '')
    .join('');
}
