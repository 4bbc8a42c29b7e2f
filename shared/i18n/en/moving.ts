/** Taking everything along, bringing it back, and doing away with it. */
export const moving = {
  title: 'Backup and moving',
  meaning:
    'A backup is one file with your agents, results, books and settings. Keep it on another disk, or take it to a new computer and restore it there. The files your agents wrote into your own folders are not in it.',
  backUp: {
    label: 'Back up now',
    act: 'Back up…',
    hint: 'You choose where to. The file is read back whole before it counts.',
    passphrase: 'Passphrase',
    passphraseHint:
      'At least 8 characters. Leave it empty for a backup anyone can open. Write it down: without it nobody can open the backup.',
    short: 'A passphrase takes at least 8 characters.',
    again: 'The same once more',
    differs: 'These two are not the same.',
    withKeys: 'Take keys and passwords along',
    withKeysHint: 'Only with a passphrase. Otherwise you enter them again on the other computer.',
    choose: 'Choose a place and back up',
    working: 'Backing up and reading it back…',
    done: 'Saved as “{{name}}”, {{size}}.',
    keys_one: '{{count}} key or password is in it.',
    keys_other: '{{count}} keys and passwords are in it.',
    noKeys: 'No key and no password is in it.',
    keysLeftOut_one: '{{count}} could not be read and was left out.',
    keysLeftOut_other: '{{count}} could not be read and were left out.',
  },
  plan: {
    label: 'By itself',
    never: 'Never',
    day: 'Every day',
    week: 'Every week',
    hint: 'Into a folder you choose. Without a passphrase, so without keys and passwords.',
    into: 'Into “{{folder}}”, where the newest five stay. Without a passphrase, so without keys and passwords.',
  },
  restore: {
    label: 'Restore',
    act: 'Choose a backup…',
    hint: 'It is looked through completely before anything here is replaced.',
    title: 'Restore “{{name}}”?',
    about: 'Made {{when}} by Kaihe {{version}}.',
    warning:
      'It takes the place of everything Kaihe has here, and Kaihe starts anew. What is here now is kept in the data folder for a week. Runs that had not ended in the backup are ended.',
    working: 'Looking through the backup…',
    go: 'Restore and start anew',
    noKeyring:
      'This system offers no safe place for keys and passwords, so those in the backup have to be entered again.',
  },
  deleteAll: {
    label: 'Delete everything',
    act: 'Delete everything…',
    hint: 'Agents, results, books, settings, keys and models on this computer. The files agents wrote into your own folders stay.',
    title: 'Delete everything Kaihe keeps?',
    warning:
      'Agents, results, books, settings, keys, downloaded models and Kaihe’s own safety copies are deleted for good. Kaihe then starts as on its first day. The files agents wrote into your own folders stay, and so do backups you made.',
    type: 'Type “{{word}}” to confirm',
    word: 'delete',
    go: 'Delete for good',
  },
} as const
