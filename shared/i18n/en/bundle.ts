/** Words of the exchange through a file in English. */
import type { bundle as reference } from '../ru/bundle.ts';
import type { Shape } from '../shape.ts';

export const bundle = {
  title: 'No network? Take it on a stick',
  intro: 'The file is encrypted: only your server can read it. Only you can open the answer, on this device.',
  stepOut: 'Save the file for the server on a stick and take it to the administrator.',
  stepBack: 'The administrator gives you an answer file back. Open it here to see what the server took.',
  out: 'Save the file for the server',
  open: 'Open the answer',
  outFile: 'Uige to server {{day}}',
  savedNothing: 'The file is saved. There are no new steps in it: it asks what is new on the server.',
  saved_one: 'The file is saved, with {{count}} step in it. It counts as not sent until you open the answer.',
  saved_other:
    'The file is saved, with {{count}} steps in it. They count as not sent until you open the answer.',
  left: 'Not everything fitted in. Open the answer, then save one more file.',
  taken: 'The answer is taken in. Confirmed by the server: {{pushed}}. New here: {{pulled}}.',
  takenNothing: 'There is nothing in this answer that was not here already.',
  more: 'There is more on the server. Save a new file and take it there.',
  documents:
    'Documents go in the same file, as many as fit. The rest wait for the next file or for a network.',
  savedDocuments_one:
    'There is {{count}} document in the file: it too counts as not sent until you open the answer.',
  savedDocuments_other:
    'There are {{count}} documents in the file: they too count as not sent until you open the answer.',
  documentsWait_one: '{{count}} document did not go in: it waits for the next file or for a network.',
  documentsWait_other: '{{count}} documents did not go in: they wait for the next file or for a network.',
  takenDocuments: 'Documents: confirmed by the server {{sent}}, new here {{fetched}}.',
  documentsRefused_one:
    "The server did not take {{count}} document. It stays on this device; the child's file shows how it stands.",
  documentsRefused_other:
    "The server did not take {{count}} documents. They stay on this device; the children's files show how they stand.",
  documentsGone_one:
    'The server did not take {{count}} document. Access to the case was withdrawn, and it was removed from here with it.',
  documentsGone_other:
    'The server did not take {{count}} documents. Access to the case was withdrawn, and they were removed from here with it.',
  documentsLeft_one: '{{count}} document did not fit into the answer.',
  documentsLeft_other: '{{count}} documents did not fit into the answer.',
  cli: {
    command: 'exchange with the server through a file',
    out: 'write the file for the server',
    in: "take in the server's answer from a file",
    file: 'file ending in .uige',
    files: 'files ending in .uige',
    server: 'exchange through files, for places without a link',
    serverIn: 'take in files of devices and write an answer to each',
    serverOut: 'write a file for a device that did not ask',
    answer: 'where the answer goes (by default beside the file, ending in -answer)',
    device: 'id of the device (server admin device list)',
    written: 'file',
    steps: 'steps in the file',
    documents: 'documents in the file',
    documentsWait: 'documents waiting for the next file or a network',
    documentsSent: 'documents confirmed by the server',
    documentsFetched: 'documents new here',
    documentsTaken: 'documents taken',
    documentsRefused: 'documents not taken',
    documentsGone: 'documents not taken, removed with a withdrawn case',
    documentsAnswered: 'documents in the answer',
    documentsLeft: 'documents that did not fit into the answer',
    from: 'device',
    person: 'person',
    accepted: 'accepted',
    needsReview: 'accepted, needs review',
    quarantined: 'set aside',
    refused: 'refused',
    unanswered: 'come with the next file',
    answerIn: 'answer',
    carryBack:
      'Take the answer back to the same device: until it is opened there, the steps count as not sent.',
    lineRefused: '{{file}}: not taken. {{message}}',
    someRefused:
      'Files not taken: {{refused}} of {{count}}. The others were taken; there is no answer to these.',
    oneAnswer: '--answer goes with one file. With several, each answer lies beside its file.',
    revoked: 'The device is revoked: its steps are set aside, and the answer tells it so.',
  },
  faults: {
    not_a_bundle: 'This is no exchange file of Uige. A .uige file that was saved on a device is needed.',
    newer: 'A newer version of Uige wrote this file. Update the server.',
    wrong_way: 'This is an answer for a device. A file that was saved on a device is needed.',
    foreign: 'This file is for another server. Check which server the device is enrolled with.',
    cut: 'The file was not copied to its end. Copy it from the stick again.',
    changed: 'The file was damaged on its way. Copy it again, or save a new one on the device.',
    signer: 'The server does not know this device. Enrol it with a code first.',
    too_large: 'The file is larger than any of Uige. Check that it is the right one.',
  },
} satisfies Shape<typeof reference>;
