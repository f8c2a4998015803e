/** People of this server: who they are, what is open to them, and what can be done about it. */
import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PersonLine } from '#shared/console/management.ts';
import { Chip } from '../../ui/parts/Chip.tsx';
import { PageHeader } from '../../ui/parts/PageHeader.tsx';
import { useText } from '../../ui/texts.tsx';
import { useApi } from '../api.tsx';
import { NewCode } from '../codes/NewCode.tsx';
import { Answered } from '../parts/Answered.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import tableClasses from '../parts/table.module.css';
import { hrefTo } from '../place.ts';
import { AddPerson } from './AddPerson.tsx';
import { AddRole } from './AddRole.tsx';
import { ConsoleAccess } from './ConsoleAccess.tsx';
import { EndPerson } from './EndPerson.tsx';
import { EndRole } from './EndRole.tsx';
import { mayOpenConsole } from './mayOpenConsole.ts';

const deeds = ['code', 'addRole', 'endRole', 'openConsole', 'closeConsole', 'end'] as const;
type Deed = (typeof deeds)[number];

export function PeoplePage() {
  const t = useText();
  const query = useQuery(useApi().people.list.queryOptions());
  const [adding, add] = useState(false);
  const [doing, act] = useState<{ deed: Deed; person: PersonLine } | null>(null);
  const close = (): void => act(null);
  const columns: Column<PersonLine>[] = [
    {
      id: 'name',
      title: t('console.people.name'),
      width: '24%',
      cell: (one) => (
        <div className={tableClasses.two}>
          {one.name}
          <span className={tableClasses.soft}>{one.login}</span>
        </div>
      ),
    },
    { id: 'roles', title: t('console.people.roles'), cell: (one) => <Roles person={one} /> },
    { id: 'devices', title: t('console.people.devices'), cell: (one) => one.devices, number: true },
    {
      id: 'console',
      title: t('console.people.console'),
      width: '150px',
      cell: (one) => <ConsoleState person={one} />,
    },
    {
      id: 'actions',
      title: <span className="only-spoken">{t('console.actions')}</span>,
      width: '60px',
      cell: (one) => <PersonMenu person={one} act={(deed) => act({ deed, person: one })} />,
      number: true,
    },
  ];
  return (
    <>
      <PageHeader
        title={t('console.people.title')}
        sub={t('console.people.sub')}
        actions={<Button onClick={() => add(true)}>{t('console.people.add')}</Button>}
      />
      <Answered query={query}>
        {(rows) => (
          <Table
            label={t('console.people.title')}
            rows={rows}
            columns={columns}
            rowKey={(one) => one.personId}
            textOf={(one) =>
              `${one.name} ${one.login} ${one.roles.map((held) => `${t(`domain.roles.${held.role}`)} ${held.institution ?? ''}`).join(' ')}`
            }
            empty={{ title: t('console.people.noneTitle'), text: t('console.people.noneText') }}
          />
        )}
      </Answered>
      {adding ? <AddPerson close={() => add(false)} /> : null}
      {doing?.deed === 'code' ? <NewCode person={doing.person} close={close} /> : null}
      {doing?.deed === 'addRole' ? <AddRole person={doing.person} close={close} /> : null}
      {doing?.deed === 'endRole' ? <EndRole person={doing.person} close={close} /> : null}
      {doing?.deed === 'openConsole' || doing?.deed === 'closeConsole' ? (
        <ConsoleAccess person={doing.person} opens={doing.deed === 'openConsole'} close={close} />
      ) : null}
      {doing?.deed === 'end' ? <EndPerson person={doing.person} close={close} /> : null}
    </>
  );
}

function Roles({ person }: { person: PersonLine }) {
  const t = useText();
  if (person.roles.length === 0)
    return <span className={tableClasses.soft}>{t('console.people.noRoles')}</span>;
  return (
    <div className={tableClasses.chips}>
      {person.roles.map(({ role, institutionId, institution }) => (
        <Chip key={`${role} ${institutionId}`} tone={institutionId === null ? 'home' : 'plain'}>
          {`${t(`domain.roles.${role}`)} · ${institution ?? t('console.wholeServer')}`}
        </Chip>
      ))}
    </div>
  );
}

function ConsoleState({ person }: { person: PersonLine }) {
  const t = useText();
  if (person.console === 'none') return <span className={tableClasses.soft}>—</span>;
  return (
    <div className={tableClasses.chips}>
      <Chip tone={person.console === 'own' ? 'well' : 'soon'}>
        {t(`console.people.consoleStates.${person.console}`)}
      </Chip>
      {person.totp ? <Chip tone="home">{t('console.people.totp')}</Chip> : null}
    </div>
  );
}

function PersonMenu({ person, act }: { person: PersonLine; act: (deed: Deed) => void }) {
  const t = useText();
  const works = person.roles.length > 0;
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('console.actionsFor', { name: person.name })}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {works ? <Menu.Item onClick={() => act('code')}>{t('console.people.code')}</Menu.Item> : null}
        <Menu.Item onClick={() => act('addRole')}>{t('console.people.addRole')}</Menu.Item>
        {works ? <Menu.Item onClick={() => act('endRole')}>{t('console.people.endRole')}</Menu.Item> : null}
        <Menu.Item component="a" href={hrefTo('grants', person.login)}>
          {t('console.people.grants')}
        </Menu.Item>
        {mayOpenConsole(person) ? (
          <Menu.Item onClick={() => act('openConsole')}>
            {t(person.console === 'none' ? 'console.people.openConsole' : 'console.people.newPassword')}
          </Menu.Item>
        ) : null}
        {person.console === 'none' ? null : (
          <Menu.Item onClick={() => act('closeConsole')}>{t('console.people.closeConsole')}</Menu.Item>
        )}
        {works ? (
          <>
            <Menu.Divider />
            <Menu.Item color="danger" onClick={() => act('end')}>
              {t('console.people.end')}
            </Menu.Item>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
