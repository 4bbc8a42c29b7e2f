/** The books: what is kept of what was used and done, and what the owner is told of their health. */
export const books = {
  title: 'Books',
  meaning:
    'Every call to a model is one line in the books, with its tokens, its exact price and where the price comes from.',
  period: 'Which days',
  periods: { month: 'This month', year: 'This year', all: 'All' },
  csv: 'Save as a table',
  json: 'Save for other programs',
  saved_one: '{{number}} line saved as “{{name}}”.',
  saved_other: '{{number}} lines saved as “{{name}}”.',
  nothing: 'Nothing has been used yet.',
  keep: {
    label: 'Keep single lines',
    ever: 'For ever',
    years_one: '{{count}} year',
    years_other: '{{count}} years',
    everMeaning: 'Nothing is deleted.',
    meaning: 'Lines from before {{date}} are deleted little by little. The sums by day, agent and model stay for ever.',
    title: 'Delete the lines from before {{date}}?',
    warning:
      'Lines from before {{date}} are deleted for good, and from then on each day’s once they are that old. The sums by day, agent and model stay. You can save all lines as a table first.',
    cancel: 'Keep them',
    saveFirst: 'Save them first',
    delete: 'Delete them',
  },
  thisMonth: 'This month, by agent and model',
  columns: { agent: 'Agent', model: 'Model', calls: 'Calls', again: 'Charged again', tokens: 'Tokens', money: 'Cost' },
  goneAgent: 'an agent that was removed',
  checked: 'Last checked',
  copied: 'Newest safety copy',
  never: 'not yet',
  file: { ledger: 'What was used and spent', companion: 'Agents and runs' },
  repair: {
    what: {
      ledger: 'The record of what was used and spent was damaged and has been put right',
      companion: 'The file with your agents and runs was damaged and has been put right',
      sums: 'Some sums did not match their entries and were counted again',
    },
    from: 'The safety copy of {{when}} took its place.',
    noCopy: 'There was no safety copy, so a new file was begun.',
    saved: '{{entries}} newer entries could still be read from the damaged file and were added.',
    complete: 'Nothing is missing.',
    missing: {
      ledger:
        'Part of the damaged file could not be read: some spending since that copy may be missing here. What was set aside for calls is still held.',
      companion:
        'Part of the damaged file could not be read: changes since that copy may be missing. Runs that were not finished were ended, so that nothing is done twice. Please look through your agents.',
    },
    counted_one: 'The sums of {{days}} day were counted again from its entries. No entry was lost.',
    counted_other: 'The sums of {{days}} days were counted again from their entries. No entry was lost.',
    kept: 'The damaged file is kept as “{{name}}” in the folder “damaged” of the data folder.',
    read: 'I have read this',
  },
} as const
