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
    hint: 'Into a folder you choose. You can then lock them with a passphrase.',
    into: 'Into “{{folder}}”, where the newest five stay.',
    newest: 'The newest is of {{day}}.',
  },
  seal: {
    label: 'Passphrase of these backups',
    none: 'None',
    set: 'Set',
    open: 'Anyone who has the file can open it. Keys and passwords are not in it.',
    withKeys: 'Nobody opens them without it. Keys and passwords are in them.',
    withoutKeys: 'Nobody opens them without it. Keys and passwords are not in them.',
    hint: 'At least 8 characters. Write it down: without it nobody can open these backups. Kaihe keeps it where it keeps keys.',
    another: 'A new one counts from the next backup on. Earlier backups keep the one they were made with.',
    remove: 'No passphrase any more',
  },
  export: {
    label: 'Export everything',
    act: 'Choose a folder…',
    hint: 'Agents, results, runs, value, limits, settings and every call, in files other programs open. Without keys and passwords. To bring everything back, make a backup.',
    working: 'Writing everything down, {{percent}} %',
    stop: 'Stop',
    stopped: 'Stopped. Nothing was left behind.',
    done_one: '“{{name}}” is ready: {{number}} file, {{size}}.',
    done_other: '“{{name}}” is ready: {{number}} files, {{size}}.',
    show: 'Show it',
    name: 'Kaihe export {{day}}',
  },
  /** The page that lies in an export and says what each of its files is. */
  readme: {
    title: 'Everything Kaihe Companion kept for you',
    about:
      'Written on {{day}} by Kaihe Companion {{version}}. These files are yours; nothing in them is locked, and no key and no password is in them.',
    filesTitle: 'What is in which file',
    files: {
      results:
        'What your agents made, by month. A copy of each file that is still as the agent wrote it, and its text where Kaihe kept one.',
      resultsTable:
        'One line for each result: whose it is, where the agent put it, and whether it is copied here, was changed since, is gone, or was sent.',
      runsTable: 'One line for each run: when, how it ended, what it used and cost.',
      runs: 'The same runs whole: every step, what it gave, what was left out and why.',
      times: 'Every time an agent was due by itself, and what came of it.',
      questions: 'Every question an agent asked you, what it was about, and your answer.',
      value:
        'What each run was worth: the minutes you confirmed, the minutes that were guessed, and what the models cost.',
      usageTable: 'Every call to a model with its tokens and its exact price.',
      usage: 'The same calls, for other programs.',
      sums: 'The same summed up by day, agent and model. It also covers days whose single lines were deleted as you wished.',
      limits: 'Your limits in money and tokens, of this computer and of each agent.',
      agents: 'Each agent as a file others can open with Kaihe. It holds nothing of yours.',
      agentsWhole: 'Your agents whole, with their folders, times and limits.',
      settings: 'Your settings.',
      services: 'The model services you set up, with their prices.',
    },
    readTitle: 'How to read it',
    read: {
      tables: 'Files ending in .csv are tables. Excel, LibreOffice, Numbers and Google Sheets open them.',
      lists: 'The files beside the tables are lists for other programs. Any text editor shows them too.',
      times:
        'Times in tables are in UTC; days are those of {{zone}}. In lists a time is counted in milliseconds since 1 January 1970, UTC.',
      money:
        'Amounts are exact and never added up across currencies. In lists money called “micros” is in millionths of the currency. An empty amount means that the price was not known, not that it was free.',
      without: 'Not in here: keys, passwords, downloaded models, and what Kaihe keeps to take changes of files back.',
      back: 'This export cannot be restored. For that make a backup in the settings.',
    },
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
