/** Errors of charts and calendars. */
export const chartErrors = {
  chart: {
    nothingToDraw: {
      what: 'There is nothing to draw',
      meaning: 'No row has a number in the column {{column}}. No picture was made.',
      next: 'Choose a column with numbers, or look at what the step before gave.',
    },
    belowZero: {
      what: 'Shares cannot be drawn with numbers below zero',
      meaning: 'The column {{column}} has some, so there is no whole to share. No picture was made.',
      next: 'Choose bars instead.',
    },
    tooMany: {
      what: 'Too many points for one picture',
      meaning: 'There are {{count}} points, and nobody could read more than {{max}}. No picture was made.',
      next: 'Add the numbers up first, for example by month.',
    },
    noFont: {
      what: 'No font was found to write the chart with',
      meaning: 'The picture would have no words, so it was not made.',
      next: 'Install a font that can write this language, then run again.',
    },
  },
  calendar: {
    noDate: {
      what: 'There is no date in the column {{column}}',
      meaning: 'This one has no entry in the calendar; the others do.',
      next: 'Write the date like 2026-11-26 or 2026-11-26 14:30.',
    },
  },
} as const
