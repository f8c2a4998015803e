import type { start as reference } from '../ru/start.ts';
import type { Shape } from '../shape.ts';

export const start = {
  chooseLanguage: 'Choose a language',
  welcome: 'Uige — homeward',
  welcomeText:
    'The cases of children whom a family is waiting for. Everything is kept on this laptop under your passphrase.',
  make: {
    title: 'Your profile',
    intro: 'One profile for one person. It opens with a passphrase.',
    name: 'Your name',
    role: 'Your role',
    institution: 'Institution',
    institutionHint: 'For example: House of Hope, Almaty',
    institutionRole: 'For this role the institution may be left out',
    passphrase: 'Passphrase',
    passphraseHint: 'At least {{count}} characters. Four or five plain words are best.',
    repeat: 'Passphrase again',
    submit: 'Create the profile',
    working: 'Preparing the encrypted store…',
  },
  strength: {
    label: 'Strength of the passphrase',
    short: 'too short',
    weak: 'easy to guess — add another word',
    fair: 'good enough',
    strong: 'strong',
  },
  errors: {
    name: 'Write your name, two letters at least',
    institution: 'Write the name of the institution',
    short: 'At least {{count}} characters',
    different: 'The passphrases differ',
    empty: 'Enter the passphrase',
    groups: 'These groups do not match the key. Look at the sheet again.',
    recoveryKey: 'Enter the whole recovery key',
  },
  practice: {
    open: 'Open the practice data',
    text: 'A register of 33 invented children. Try anything: nothing remains after you quit.',
    opening: 'Preparing the practice data…',
    or: 'or',
  },
  key: {
    title: 'Recovery key',
    intro:
      'If the passphrase is forgotten, only this key opens the cases. It is shown once. Print it or copy it out, and keep it apart from the laptop.',
    print: 'Print',
    confirm: 'I have the key, kept apart from the laptop',
    askBack: 'Let us check: copy two groups from the sheet',
    group: 'Group {{number}}',
    finish: 'Start working',
    renewed:
      'The key before opens this profile no more. Destroy the old sheet: backups made earlier are opened by it.',
    back: 'Done',
    sheetTitle: 'Uige — recovery key',
    sheetText: 'Keep it apart from the laptop. Show it to nobody.',
    sheetName: 'Profile: {{name}}',
  },
  unlock: {
    title: 'Hello, {{name}}',
    titleNoName: 'Hello',
    passphrase: 'Passphrase',
    submit: 'Open',
    working: 'Opening…',
    lost: 'Forgotten the passphrase?',
    lostText:
      'Without the passphrase or the recovery key the cases cannot be opened: nobody, and that includes us, can go around the encryption. What was sent to the server can be fetched again with a new profile.',
    recover: 'Open with the recovery key',
    wait: 'Too many attempts. Wait {{seconds}} s.',
  },
  recover: {
    title: 'Open with the recovery key',
    intro: 'Enter the key from the sheet and choose a new passphrase.',
    key: 'Recovery key',
    submit: 'Open and change the passphrase',
    back: 'Back to the passphrase',
  },
  damaged: {
    title: 'The store is damaged',
    text: 'The file with the cases cannot be read in full. Do not delete or reinstall anything. Copy the data folder to an external disk and ask your administrator: the cases can be brought back from a backup or from the server.',
  },
  newer: {
    title: 'The data is newer than the program',
    text: 'These cases were written by a newer version of Uige. Update the program and open it again. The cases are fine.',
  },
  inUse: {
    title: 'Uige is already open',
    text: 'This profile is open in another window. Close that window and try again.',
  },
  runtime: {
    title: 'The program runs on an old runtime',
    text: 'The encrypted store needs a newer one. Start the program with npm start: it installs what is needed.',
  },
  wiped: {
    titleLost: 'This device was reported lost',
    titleWithdrawn: 'This device was withdrawn',
    lost: 'On {{day}}, at its first contact with the server, Uige at once destroyed the key and the database of this profile. Nothing is handed in from a lost device.',
    withdrawn:
      'On {{day}}, at its first contact with the server, Uige handed in what had not been sent yet, and then destroyed the key and the database of this profile.',
    handedIn_one: '{{count}} step was handed in. It waits on the server until the administrator decides.',
    handedIn_other:
      '{{count}} steps were handed in. They wait on the server until the administrator decides.',
    leftSteps_one: '{{count}} step did not reach the server, and is gone.',
    leftSteps_other: '{{count}} steps did not reach the server, and are gone.',
    leftDocuments_one: '{{count}} document did not reach the server, and is gone.',
    leftDocuments_other: '{{count}} documents did not reach the server, and are gone.',
    nothingLeft: 'Everything that was recorded on this device is on the server.',
    told: 'The server knows that this profile is destroyed.',
    notTold: 'The server has not heard yet that this profile is destroyed. Tell the administrator.',
    notDone:
      'One of the files could not be removed, because another program holds it. Close other programs and start Uige again.',
    outside:
      'What was saved from Uige to other places (reports, lists, printouts, copies) is beyond its reach. Hand it in or destroy it by the rules of your organisation.',
    again:
      'To work on this computer again, make a new profile and ask the administrator for an enrolment code. The cases you have access to come from the server.',
    begin: 'Begin anew',
  },
  unreachable: {
    title: 'The program is not ready yet',
    text: 'There is no connection to the data yet. Wait a moment or try again.',
  },
} satisfies Shape<typeof reference>;
