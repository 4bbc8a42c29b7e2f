/** Steps that read the web. */
export const webSteps = {
  readPage: {
    name: 'Read a web page',
    sentence: 'Read [what] on the page [address] that [part] points at, [render].',
    fields: {
      what: 'What to read',
      part: 'Words beside it',
      address: 'Address of the page',
      render: 'How the page is opened',
    },
    what: { article: 'the text', table: 'the table', number: 'the number' },
    empty: { part: 'nothing in particular' },
    choose: { address: 'which page' },
    render: {
      plain: 'as the site sends it',
      asInBrowser: 'shown as in a browser where that is needed',
      signedIn: 'signed in as I am there',
    },
    missing: { address: 'which page?' },
    nameless: 'Column {{number}}',
    columns: {
      value: 'The number itself',
      unit: 'Its currency or unit',
      before: 'What it was the last time',
      change: 'By how much it changed since',
      address: 'The page it stands on',
      seenAt: 'When it was read',
    },
    signIn: 'Sign in to this site',
    signOut: 'Sign out of all sites',
  },
  readFeed: {
    name: 'Read a news feed',
    sentence: 'Read [which] of the feed [address], at most [most].',
    fields: { which: 'Which entries', address: 'Address of the feed', most: 'How many at most' },
    which: { new: 'what is new since the last run', all: 'all entries' },
    choose: { address: 'which feed' },
    missing: { address: 'which feed?' },
    columns: {
      title: 'What it is called',
      link: 'Where it can be read',
      date: 'When it appeared',
      author: 'Who wrote it',
    },
  },
} as const
