/** Errors of taking everything along and bringing it back. */
export const backupErrors = {
  backup: {
    notOne: {
      what: 'This file is not a backup of Kaihe',
      meaning: 'Nothing was changed.',
      next: 'Choose a file whose name ends in .kaihe-backup.',
    },
    newer: {
      what: 'This backup was made by a newer Kaihe',
      meaning: 'This version cannot read all of it, so it touched nothing. What you have here is as it was.',
      next: 'Update Kaihe on this computer, then restore the backup again.',
    },
    damaged: {
      what: 'This backup is damaged',
      meaning: 'It is not as it was when it was written, so nothing of it was used. What you have here is as it was.',
      next: 'Copy the file again from where it came from, or choose an earlier backup.',
    },
    cut: {
      what: 'The end of this backup is missing',
      meaning:
        'It was probably cut off while it was copied. Nothing of it was used, and what you have here is as it was.',
      next: 'Copy the file again and wait until the copy has finished, or choose an earlier backup.',
    },
    passphraseMissing: {
      what: 'This backup is locked with a passphrase',
      meaning: 'Without it nobody can read the backup. Nothing was changed.',
      next: 'Enter the passphrase you chose when you made it.',
    },
    wrongPassphrase: {
      what: 'This is not the passphrase of this backup',
      meaning: 'Nothing was changed.',
      next: 'Check upper and lower case and try again. Nobody can open the backup without it, and neither can Kaihe.',
    },
    noRoom: {
      what: 'There is not enough room on the disk',
      meaning:
        'It may take up to {{needed}}; {{free}} are free. Nothing half-written was left, and what was there before is as it was.',
      next: 'Free some room or choose a place on another disk, then try again.',
    },
    passphraseUnreadable: {
      what: 'The backup by itself was not made',
      meaning:
        'Its passphrase could not be read: the place where this system keeps passwords is closed, was set up anew, or no longer has it. No backup was made without a lock, and the earlier ones are as they were.',
      next: 'Enter the passphrase again in Settings, under “Backup and moving”.',
    },
    placeGone: {
      what: 'The place to write to is no longer there',
      meaning: 'The drive was probably unplugged, or the folder was moved. What was written before is as it was.',
      next: 'Connect the drive again or choose another folder, then try again.',
    },
    placeReadOnly: {
      what: 'Nothing can be written there',
      meaning: 'The folder or its drive is read-only for this account. Nothing was changed.',
      next: 'Choose another folder, then try again.',
    },
    insideItself: {
      what: 'A backup cannot lie in Kaihe’s own data folder',
      meaning: 'It would be lost together with what it is meant to save. Nothing was written.',
      next: 'Choose another place, best on another disk.',
    },
    notChosen: {
      what: 'No backup has been chosen',
      meaning: 'Nothing was changed.',
      next: 'Choose a backup first.',
    },
    runsLive: {
      what: 'An agent is working',
      meaning: 'Its data cannot be replaced in the middle of its work. Nothing was changed.',
      next: 'Wait until it is done, or stop it, then try again.',
    },
    runOpen: {
      what: 'This run had not ended when the backup was made',
      meaning: 'It may have gone on after that. It was ended here so that nothing is done twice.',
      next: 'Run the agent again if its result is missing.',
    },
    putBack: {
      what: 'The restored backup did not start, so everything is back as it was before',
      meaning: 'Nothing is lost. What did not start is kept in the data folder for a week.',
      next: 'Try an earlier backup.',
    },
  },
} as const
