/** Errors of schedules that cannot be. */
export const scheduleErrors = {
  schedule: {
    noSuchDate: {
      what: 'There is no such day: {{date}}',
      meaning: 'No calendar has it, so the agent would never run.',
      next: 'Choose another day.',
    },
    endsBeforeStart: {
      what: 'The schedule ends before it begins',
      meaning: 'Its last day lies before its first time, so the agent would never run.',
      next: 'Choose a later last day, or none.',
    },
    cronUnreadable: {
      what: 'This line of five parts cannot be read',
      meaning: 'It says minute, hour, day of the month, month and weekday, in this order.',
      next: 'Write it like 0 8 * * 1-5, or choose the times in words instead.',
    },
    neverDue: {
      what: 'This schedule has no time at all',
      meaning: 'No day fits it, as with 31 February, or its quiet hours leave every time out.',
      next: 'Change the days, the times or the quiet hours.',
    },
  },
} as const
