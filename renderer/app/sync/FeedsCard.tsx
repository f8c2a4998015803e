/** Positions and checksums of the feeds on this device, for comparing with another. */
import type { SyncView } from '#shared/contract/views.ts';
import { Card } from '../../ui/parts/Card.tsx';
import { useText } from '../../ui/texts.tsx';
import classes from './sync.module.css';

const knownKinds = ['directory', 'institution', 'plan', 'roster', 'case', 'audit'] as const;

export function FeedsCard({ feeds }: { feeds: SyncView['feeds'] }) {
  const t = useText();
  return (
    <Card>
      <details className={classes.details}>
        <summary>{t('sync.feeds.title')}</summary>
        <p className={classes.soft}>{feeds.length === 0 ? t('sync.feeds.none') : t('sync.feeds.help')}</p>
        {feeds.length === 0 ? null : (
          <table className={classes.rows}>
            <thead>
              <tr>
                <th>{t('sync.feeds.kind')}</th>
                <th>{t('sync.feeds.feed')}</th>
                <th>{t('sync.feeds.position')}</th>
                <th>{t('sync.feeds.checksum')}</th>
              </tr>
            </thead>
            <tbody>
              {feeds.map((feed) => (
                <tr key={feed.feedId}>
                  <td>{kindOfFeed(feed.kind, t)}</td>
                  <td className={classes.mono}>{feed.feedId}</td>
                  <td>{feed.pos}</td>
                  <td className={classes.mono}>{feed.checksum}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </details>
    </Card>
  );
}

function kindOfFeed(kind: string, t: ReturnType<typeof useText>): string {
  const known = knownKinds.find((one) => one === kind);
  return known === undefined ? kind : t(`sync.feeds.kinds.${known}`);
}
