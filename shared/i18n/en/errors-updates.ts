/** Errors of newer versions. */
export const updateErrors = {
  update: {
    metered: {
      what: 'Version {{version}} is there and waits: this connection costs money by the amount',
      meaning: 'It is large, so it is not fetched here by itself. This version goes on working.',
      next: 'It is looked for again later. You can also fetch it anyway.',
    },
    notReady: {
      what: 'No newer version is ready',
      meaning: 'None was fetched, or it was taken away meanwhile. This version goes on as it is.',
      next: 'Look for a newer version in the settings, under Updates.',
    },
    runsLive: {
      what: 'An agent is at work',
      meaning: 'A newer version is never put in place while one works. The version that was fetched stays ready.',
      next: 'Wait until it has ended, or stop it, then restart.',
    },
    feedUnreachable: {
      what: 'No newer version could be fetched from {{host}}',
      meaning: 'It does not answer, or the connection broke off. This version goes on as it is.',
      next: 'Check your connection. It is tried again by itself.',
    },
    feedUnreadable: {
      what: 'Nothing at {{host}} tells of newer versions',
      meaning: 'It answers, but not with what was looked for. This version goes on as it is.',
      next: 'Check the address in the settings, under Updates.',
    },
    corrupted: {
      what: 'Version {{version}} arrived damaged',
      meaning: 'It is not what its maker put there, so it was thrown away. This version goes on as it is.',
      next: 'Try again. If it happens once more, tell whoever looks after the address.',
    },
    wrongSignature: {
      what: 'Version {{version}} is not signed by the maker of this app',
      meaning: 'Somebody else may have put it there, so nothing of it was kept.',
      next: 'Do not install it by hand either. Check the address in the settings, under Updates.',
    },
    diskFull: {
      what: 'There is no room for the newer version',
      meaning: 'What was fetched of it is gone again. This version goes on as it is.',
      next: 'Free about one gigabyte, then look again.',
    },
    notWritable: {
      what: 'The folder of the app cannot be changed',
      meaning: 'It belongs to somebody else, or is read-only. This version goes on as it is.',
      next: 'Ask whoever installed it, or unpack the newer version into a folder of your own.',
    },
    notInstalled: {
      what: 'Version {{version}} was not put in place',
      meaning: 'Your system did not do it, or was not allowed to. This version and your data are as they were.',
      next: 'Try again in the settings, under Updates, and give your password when your system asks for it.',
    },
    backedOut: {
      what: 'Version {{version}} did not start, so this one came back',
      meaning: 'Your data is as it was before. Version {{version}} is not taken again by itself.',
      next: 'Go on as usual. A later version is offered as soon as there is one.',
    },
  },
} as const
