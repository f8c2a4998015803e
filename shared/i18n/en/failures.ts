/** What went wrong and what to do next, by failure code (shared/contract/failure.ts). */
import type { failures as reference } from '../ru/failures.ts';
import type { Shape } from '../shape.ts';

export const failures = {
  no_profile: 'There is no profile here yet. Make one to begin.',
  profile_exists: 'There is a profile here already. Open it, or choose another folder.',
  locked: 'The profile is locked. Open it with its passphrase.',
  wrong_passphrase:
    'The passphrase does not fit. Check the keyboard layout and Caps Lock; if it is forgotten, open the profile with the recovery key.',
  weak_passphrase:
    'The passphrase is shorter than {{min}} characters. Take a few words that are easy to remember.',
  throttled: 'Too many wrong passphrases. Try again after {{until, clock}}.',
  wrong_recovery_key: 'The recovery key does not fit. Compare it with the printout, character by character.',
  other_computer:
    'This profile opens only in the app on the computer and account where that was switched on. Open it there, or with the recovery key.',
  no_computer_store:
    'This computer has no store that really protects. The profile stays under its passphrase.',
  runtime_too_old: 'This version of the program cannot open the database. Install a newer version of Uige.',
  database_damaged:
    'The database file is damaged. Leave it as it is, and restore the profile from a backup or from the server.',
  database_newer: 'A newer version of Uige made this database. Update the program.',
  database_in_use: 'Another program has the profile open. Close it and try again.',
  disk_full: 'The disk is full. The last action was not written: free some space and repeat it.',
  read_only: 'The profile folder cannot be written to. Check its permissions or choose another folder.',
  not_a_register: 'This file does not look like a list of children. Choose a table with one child a row.',
  file_damaged: 'The file is damaged and cannot be read. Open it in a spreadsheet program and save it again.',
  file_encrypted: 'The file is protected by a password. Remove it in a spreadsheet program and save a copy.',
  file_empty: 'There are no rows in the file. Check that it is the right one.',
  file_too_large: 'The file is too large. Keep only the list of children in it and try again.',
  too_many_rows:
    'The list has {{found, number}} rows, and at most {{limit, number}} are imported at a time. Split the list by institution.',
  unsupported_format: 'This format cannot be read. Save the list as xlsx, xls, ods or csv.',
  no_header: 'No row with column headings was found. Give its number, or add headings to the file.',
  file_timeout: 'Reading the file took too long and was given up. Save only the sheet needed and try again.',
  import_expired: 'The list was opened too long ago. Choose the file again.',
  cancelled: 'Stopped. What was written before is kept; import the same file again to go on.',
  not_found: 'There is no such record here. Check the case code or the name.',
  invalid: 'The data do not fit. Correct the fields named and try again.',
  unknown_kind: 'There is no such kind of step. For the kinds there are: uige kinds.',
  forbidden: 'Your role does not allow this. Ask the supervisor or the administrator.',
  not_ready: 'Not ready yet. What is missing is said below.',
  move_not_possible:
    'This move is not possible from the present stage. Choose the next stage on the way home.',
  evidence_needed: 'A tick does not prove this check, a record does. Record it: "{{kind}}".',
  veto_not_overridable: 'This check cannot be overridden. It has to be answered.',
  second_person_needed: 'Another person approves this. Ask the supervisor of the case.',
  update_needed:
    'The case holds steps of a newer version of Uige. Update the program to change the stage; notes and visits can go on.',
  day_in_future: 'That day has not come yet. Give the day on which it happened.',
  not_returned:
    'The child has not returned to the family yet. Record the return first, then the visit, not before its day.',
  not_withdrawable: 'This step cannot be withdrawn, as others stand on it. Record a correcting step instead.',
  document_empty: 'The file is empty. Choose another one.',
  document_too_large: 'The file is larger than {{megabytes}} MB. Make it smaller or split it.',
  document_not_here: 'The document has not arrived from the server yet. It comes with the next sync.',
  server_unreachable:
    'The server does not answer. Your steps are safe on this device and will be sent when there is a connection; check the address.',
  server_refused: 'The server refused. Show this message to the administrator of the server.',
  code_invalid:
    'The enrolment code does not fit: it is mistyped, has been used or has expired. Check it, or ask the administrator for a new one.',
  already_enrolled: 'This device is enrolled with a server already. It need not be enrolled again.',
  institution_not_named:
    'This code does not belong to somebody who works in “{{name}}”, and this laptop does. If the server was restored from a copy without it, ask the administrator to enter the institution again under exactly this name, to give you your role there, and a new code. Nothing is lost meanwhile.',
  not_enrolled:
    'This device is not enrolled with a server. Give the address of the server and an enrolment code.',
  device_unknown:
    'The server does not know this device: it may have been restored from a copy. Ask the administrator for a new code and type it on the Sync page: all that was written is sent again.',
  device_revoked:
    'This device has been revoked on the server. It receives nothing any more; ask the administrator.',
  contact_needed:
    'There was no contact with the server for too long, and the cases on this device are closed. What was recorded is safe: connect to a network and sync.',
  app_too_old:
    'The server is newer than this program and can tell it nothing any more. It takes what you record as before. Update Uige, and the rest comes.',
  device_wiped:
    'This device was revoked, and the profile on it was destroyed on {{on, day}}. To begin anew, make a new profile and ask for an enrolment code.',
  institution_unknown: 'There is no such institution here. Check the name.',
  clock_jump: "The device's clock has jumped. Check date and time, then try again.",
  bundle_no_key:
    'This device does not know the key of the server yet. Sync with it once over a network; after that a stick will do.',
  bundle_not_a_bundle: 'This is no exchange file of Uige. Choose the answer, a file ending in .uige.',
  bundle_newer: 'A newer version of Uige wrote this file. Update the program and open it again.',
  bundle_wrong_way:
    'This file is for the server, it is not the answer. Give it to the administrator and open here the answer you get.',
  bundle_foreign:
    'This answer is for another device. Ask the administrator for the answer to the file that was saved here.',
  bundle_cut: 'The file was not copied to its end. Copy it again and wait until it is done.',
  bundle_changed: 'The file was damaged on its way. Copy it again, or ask the administrator for a new one.',
  bundle_signer: 'Your server did not sign this file. Do not use it, and tell the administrator.',
  bundle_too_large: 'The file is larger than any of Uige. Check that it is the answer.',
  bundle_late:
    'This answer is out of date: the server has been restored from a copy since. Save a new file and take it to the server.',
} satisfies Shape<typeof reference>;
