/** Words of the settings in English. */
import type { settings as reference } from '../ru/settings.ts';
import type { Shape } from '../shape.ts';

export const settings = {
  title: 'Settings',
  person: 'Who works on this device',
  practice: 'Practice data',
  practiceText: 'Everything recorded here disappears when you close the app.',
  look: {
    title: 'Language and look',
    language: 'Language',
    theme: 'Look',
    light: 'Light',
    dark: 'Dark',
    auto: 'As the computer',
  },
  lock: {
    idle: 'Lock when nobody is at the window',
    idleText:
      'What is typed in open forms is not lost. The window also locks when the computer goes to sleep or locks.',
    minutes: '{{count}} min',
    title: 'Protection',
    text: 'The data on this device is encrypted. Without the passphrase or the recovery key nobody opens it.',
    now: 'Lock now',
    change: 'Change passphrase',
    current: 'Current passphrase',
    next: 'New passphrase',
    repeat: 'New passphrase again',
    tooShort: 'At least {{count}} characters. Several words in a row work well.',
    differ: 'The passphrases differ. Enter the new one again.',
    missing: 'Enter the current passphrase.',
    save: 'Change passphrase',
    changed:
      'The passphrase is changed. The printed recovery key still works; backups made earlier are opened by the passphrase before.',
  },
  key: {
    make: 'New recovery key',
    text: 'For when the sheet with the key is lost or a stranger may have seen it. The key before will open this profile no more; older backups it still opens, so destroy the sheet.',
    save: 'Make a new key',
  },
  binding: {
    bind: 'Bind to this computer',
    text: 'The passphrase will open the profile only in the app on this computer and under your account. A disk that was copied or taken out then gives nothing to guess the passphrase with. The command line and another computer open the profile with the recovery key alone; should the computer break or the account be deleted, that key is all that is left.',
    keyHint: 'Type it from the sheet: without it nothing is bound.',
    done: 'The profile is bound to this computer.',
    free: 'Free from this computer',
    freeText: 'The passphrase will open the profile again on any computer and at the command line.',
    freed: 'The profile is free again.',
  },
  verify: {
    title: 'Check the data',
    text: 'The app computes every case anew from the recorded steps and compares the chains. The data is not changed.',
    start: 'Check the data',
    ok: 'All is well',
    okText:
      'Checked: {{steps}} steps, {{cases}} cases. The chains are whole, and what is shown equals what is recorded.',
    broken: 'Differences found',
    brokenText:
      'Do not remove the app or its data. Give this list to your administrator together with a backup.',
    chain: 'Chains of steps',
    projections: 'Shown and recorded',
    feeds: 'Feeds',
    good: 'in order',
    bad_one: '{{count}} difference',
    bad_other: '{{count}} differences',
  },
  keyboard: {
    title: 'Keyboard',
    text: 'Everything can be done without a mouse.',
    show: 'Show the keys',
  },
  about: {
    title: 'About',
    text: '«Үйге», “homeward”: an app for the people who bring children from institutions home to families.',
    version: 'Version {{version}}',
    rules: 'Rules {{rules}}',
    license: 'Apache-2.0 licence. The app is made with open parts; their licences lie beside it.',
    network: 'The app talks to the server that you connected and to nothing else. It collects no usage data.',
  },
} satisfies Shape<typeof reference>;
