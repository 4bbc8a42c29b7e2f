/** A question a run asks its owner before it goes on. */
export const approvals = {
  asks: '{{agent}} asks you before it goes on',
  until: 'until {{when}}',
  without: 'Without an answer by then it does not go on. What it has made stays.',
  look: 'Look at it',
  approve: 'Yes, go on',
  refuse: 'Do not go on',
  reading: 'Reading what it asks about',
  whole: 'What it asks about, in full',
} as const
