/** What stands around every section: navigation at the left, the section at the right. */
import { IconLogout } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { EmptyState } from '../../ui/parts/EmptyState.tsx';
import { ErrorBoundary } from '../../ui/parts/ErrorBoundary.tsx';
import { Shanyrak } from '../../ui/parts/Shanyrak.tsx';
import { useText } from '../../ui/texts.tsx';
import { AccountPage } from '../account/AccountPage.tsx';
import { useApi, useMay, useServer, useSigned } from '../api.tsx';
import { AuditPage } from '../audit/AuditPage.tsx';
import { CodesPage } from '../codes/CodesPage.tsx';
import { DevicesPage } from '../devices/DevicesPage.tsx';
import { FiguresPage } from '../figures/FiguresPage.tsx';
import { GrantsPage } from '../grants/GrantsPage.tsx';
import { InstitutionsPage } from '../institutions/InstitutionsPage.tsx';
import { PeoplePage } from '../people/PeoplePage.tsx';
import { hrefTo, type Place, usePlace } from '../place.ts';
import { QuarantinePage } from '../quarantine/QuarantinePage.tsx';
import { useDeed } from '../useDeed.ts';
import classes from './frame.module.css';
import { Languages } from './Languages.tsx';
import { type SectionId, sections } from './sections.ts';

export function Frame() {
  const t = useText();
  const { section, about } = usePlace();
  const may = useMay();
  const open = sections.filter((one) => may(one.needs));
  const main = useRef<HTMLElement>(null);
  const current = section === '' ? (open[0]?.id ?? 'account') : section;
  // a screen reader is told of the new section, and keys scroll it
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the section changes
  useEffect(() => main.current?.focus({ preventScroll: true }), [current]);
  return (
    <div className={classes.frame}>
      <button type="button" className={classes.skip} onClick={() => main.current?.focus()}>
        {t('shell.skipToContent')}
      </button>
      <Navigation current={current} open={open.map((one) => one.id)} />
      <main className={classes.main} ref={main} tabIndex={-1}>
        <ErrorBoundary resetOn={`${current}/${about ?? ''}`}>
          <Section place={{ section: current, about }} open={open.map((one) => one.id)} />
        </ErrorBoundary>
      </main>
    </div>
  );
}

function Navigation({ current, open }: { current: string; open: readonly SectionId[] }) {
  const t = useText();
  const { client } = useServer();
  const { me, server } = useSigned();
  const signOut = useDeed({
    act: () => client.session.signOut(),
    // everything that was on the page is gone with it
    onDone: () => window.location.reload(),
  });
  return (
    <nav className={classes.nav} aria-label={t('console.nav.label')}>
      <div className={classes.logo}>
        <Shanyrak />
        <span>
          {t('common.appName')}
          <span className={classes.server}>{`${t('console.name')} · ${server}`}</span>
        </span>
      </div>
      {sections
        .filter((one) => open.includes(one.id))
        .map(({ id, icon: Icon }) => (
          <a
            key={id}
            className={classes.link}
            href={hrefTo(id)}
            aria-current={id === current ? 'page' : undefined}
          >
            <Icon size={18} stroke={1.7} aria-hidden />
            {t(`console.nav.${id}`)}
            {id === 'quarantine' ? <HeldBadge /> : null}
          </a>
        ))}
      <div className={classes.bottom}>
        <a
          className={classes.person}
          href={hrefTo('account')}
          aria-current={current === 'account' ? 'page' : undefined}
        >
          {me.person.name}
          <span className={classes.quiet}>{t('console.nav.account')}</span>
        </a>
        <div className={classes.tools}>
          <Languages />
        </div>
        <button type="button" className={classes.tool} onClick={() => signOut.mutate()}>
          <IconLogout size={17} aria-hidden />
          {t('console.signOut')}
        </button>
      </div>
    </nav>
  );
}

/** How many steps wait for a decision. */
function HeldBadge() {
  const { data } = useQuery(useApi().quarantine.list.queryOptions());
  const held = data?.filter((one) => one.verdict === 'quarantined').length ?? 0;
  return held === 0 ? null : <span className={classes.badge}>{held}</span>;
}

function Section({ place, open }: { place: Place; open: readonly SectionId[] }) {
  const t = useText();
  if (place.section === 'account') return <AccountPage />;
  if (open.length === 0) return <EmptyState title={t('console.nothing')} />;
  const id = open.find((one) => one === place.section);
  switch (id) {
    case undefined:
      return <EmptyState title={t('console.gone')} />;
    case 'institutions':
      return <InstitutionsPage />;
    case 'people':
      return <PeoplePage />;
    case 'codes':
      return <CodesPage />;
    case 'devices':
      return <DevicesPage />;
    case 'grants':
      return <GrantsPage key={place.about} about={place.about} />;
    case 'quarantine':
      return <QuarantinePage />;
    case 'figures':
      return <FiguresPage about={place.about} />;
    case 'audit':
      return <AuditPage />;
  }
}
