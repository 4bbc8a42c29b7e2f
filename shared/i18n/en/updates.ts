/** Newer versions of the app. */
export const updates = {
  title: 'Updates',
  automatic: 'Fetch newer versions by itself',
  automaticMeaning: 'Once a day. A newer version is put in place only when you say so, and never while an agent works.',
  feed: 'Where it looks',
  asMade: 'As this version was made',
  feedHint: 'An address that begins with https. Leave it empty to look where this version was told to.',
  feedWrong: 'This does not read as an address.',
  newer: 'Newer version',
  anyway: 'Fetch it anyway',
  look: 'Look now',
  looking: 'Looking, and fetching what is newer…',
  install: 'Restart as version {{version}}',
  ready:
    'It is fetched and checked. Your data is copied before; should the newer version not start, this one comes back with it.',
  readyForGood:
    'It is fetched and checked. Your data is copied before. Your system puts it in place, and may ask for your password.',
  noFeed:
    'This copy of the app does not update itself: it was made without an address to look at, or your system looks after it.',
  notYet: 'Nothing was looked for yet.',
  current: 'This is the newest version. Looked {{when}}.',
} as const
