/** A new profile: who, in what role, for which institution, under which passphrase. Or the practice data. */
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { minPassphraseLength } from '#shared/contract/profile.ts';
import { type Role, roles } from '#shared/domain/roles.ts';
import { useApi, useClient } from '../../ui/api.tsx';
import { failureText, unwrap } from '../../ui/failureError.ts';
import { options } from '../../ui/fields/Choices.tsx';
import { ListSelect } from '../../ui/fields/ListSelect.tsx';
import { useFields } from '../../ui/fields/useFields.ts';
import { useLanguage, useText } from '../../ui/texts.tsx';
import { Sheet } from './Sheet.tsx';
import { StrengthHint } from './StrengthHint.tsx';
import classes from './start.module.css';

interface Values {
  name: string;
  role: Role;
  institution: string;
  passphrase: string;
  repeat: string;
}

/** Roles that work above one institution. */
const withoutInstitution: readonly Role[] = ['regional_officer', 'analyst', 'administrator'];

export interface MakeProfileProps {
  readonly onMade: (recoveryKey: string, name: string) => void;
  readonly back: () => void;
}

export function MakeProfile({ onMade, back }: MakeProfileProps) {
  const t = useText();
  const client = useClient();
  const api = useApi();
  const queries = useQueryClient();
  const { language } = useLanguage();
  const form = useFields<Values>({
    name: '',
    role: 'caseworker',
    institution: '',
    passphrase: '',
    repeat: '',
  });
  const check = (values: Values) => ({
    name: values.name.trim().length < 2 ? t('start.errors.name') : null,
    institution:
      values.institution.trim().length < 2 && !withoutInstitution.includes(values.role)
        ? t('start.errors.institution')
        : null,
    passphrase:
      [...values.passphrase].length < minPassphraseLength
        ? t('start.errors.short', { count: minPassphraseLength })
        : null,
    repeat: values.repeat === values.passphrase ? null : t('start.errors.different'),
  });
  const refresh = () => queries.invalidateQueries({ queryKey: api.profile.status.key() });
  const make = useMutation({
    mutationFn: async (values: Values) =>
      unwrap(
        await client.profile.create({
          name: values.name,
          role: values.role,
          institution: values.institution.trim() === '' ? null : values.institution,
          passphrase: values.passphrase,
          language,
        }),
      ),
    onSuccess: ({ recoveryKey, me }) => {
      onMade(recoveryKey, me.name);
      form.reset();
      return refresh();
    },
  });
  const practise = useMutation({
    mutationFn: async () => unwrap(await client.profile.practice({ language })),
    onSuccess: refresh,
  });
  const failed = make.error ?? practise.error;
  const busy = make.isPending || practise.isPending;
  return (
    <Sheet>
      <h1 className={classes.title}>{t('start.make.title')}</h1>
      <p className={classes.intro}>{t('start.make.intro')}</p>
      <form
        className={classes.fields}
        onSubmit={form.onSubmit(check, (values) => make.mutate(values))}
        noValidate
      >
        <TextInput label={t('start.make.name')} autoComplete="off" autoFocus {...form.text('name')} />
        <div className={classes.two}>
          <ListSelect
            label={t('start.make.role')}
            options={options(roles, (role) => t(`domain.roles.${role}`))}
            value={form.values.role}
            onChange={(role) => form.set({ role })}
          />
          <TextInput
            label={t('start.make.institution')}
            placeholder={t('start.make.institutionHint')}
            autoComplete="off"
            {...form.text('institution')}
          />
        </div>
        {withoutInstitution.includes(form.values.role) ? (
          <p className={classes.note}>{t('start.make.institutionRole')}</p>
        ) : null}
        <PasswordInput
          label={t('start.make.passphrase')}
          description={t('start.make.passphraseHint', { count: minPassphraseLength })}
          autoComplete="new-password"
          {...form.text('passphrase')}
        />
        <StrengthHint passphrase={form.values.passphrase} />
        <PasswordInput label={t('start.make.repeat')} autoComplete="new-password" {...form.text('repeat')} />
        {failed === null ? null : (
          <p className={classes.error} role="alert">
            {failureText(failed, t)}
          </p>
        )}
        <div className={classes.foot}>
          <Button variant="subtle" color="gray" onClick={back} disabled={busy}>
            {t('shell.language')}
          </Button>
          <Button type="submit" loading={make.isPending} disabled={busy}>
            {t('start.make.submit')}
          </Button>
        </div>
      </form>
      <div className={classes.or}>{t('start.practice.or')}</div>
      <div className={classes.practice}>
        <span role="status">
          {practise.isPending ? t('start.practice.opening') : t('start.practice.text')}
        </span>
        <Button
          variant="default"
          style={{ flexShrink: 0 }}
          loading={practise.isPending}
          disabled={busy}
          onClick={() => practise.mutate()}
        >
          {t('start.practice.open')}
        </Button>
      </div>
    </Sheet>
  );
}
