/** Errors of reading what the world asks models. */
export const rankingErrors = {
  ranking: {
    unreachable: {
      what: '{{from}} could not be reached',
      meaning: 'There is no connection, or something on the way holds it back. The ranking you had is still here.',
      next: 'Check your connection and try again, or read the ranking from a file.',
    },
    timedOut: {
      what: '{{from}} took longer than {{seconds}} seconds',
      meaning: 'Nothing of it was used. The ranking you had is still here.',
      next: 'Try again later, or read the ranking from a file.',
    },
    refused: {
      what: '{{from}} does not hand out the ranking here',
      meaning: 'It, or a network in between, turned the question away. The ranking you had is still here.',
      next: 'Get the ranking with your browser and read it from a file.',
    },
    serverError: {
      what: '{{from}} cannot hand out the ranking right now',
      meaning: 'Something is wrong there, or it is asked too often. The ranking you had is still here.',
      next: 'Try again later.',
    },
    notOne: {
      what: 'What came from {{from}} is no usage ranking',
      meaning: 'Nothing of it was used. The ranking you had is still here.',
      next: 'Try again later, or choose a file with a line for each model and its tokens, as OpenRouter publishes it.',
    },
    empty: {
      what: 'The ranking from {{from}} is empty',
      meaning: 'It names no model that was asked anything, so it was not used. The ranking you had is still here.',
      next: 'Try again later, or choose another file.',
    },
    tooLarge: {
      what: 'What came from {{from}} is larger than any ranking',
      meaning: 'Reading stopped at {{megabytes}} MB and nothing was used. The ranking you had is still here.',
      next: 'Choose a file with one month.',
    },
    fileUnreadable: {
      what: '“{{from}}” cannot be opened',
      meaning: 'It is gone, or this account may not read it. The ranking you had is still here.',
      next: 'Close it elsewhere or change its permission, then choose it again.',
    },
  },
} as const
