/** Errors of tables. */
export const tableErrors = {
  table: {
    noSuchSheet: {
      what: 'There is no sheet {{sheet}} in {{name}}',
      meaning: 'Nothing was read from it.',
      next: 'Choose one of its sheets: {{sheets}}.',
    },
    noHeader: {
      what: '{{name}} has no table in it',
      meaning: 'Its first row should name the columns, and there is none.',
      next: 'Look into the file, or choose another.',
    },
    tooLong: {
      what: '{{name}} has more rows than can be worked on at once',
      meaning: 'More than {{rows}} rows would be handed on. None was left out in silence: nothing was done.',
      next: 'Choose fewer columns, or say which rows are wanted.',
    },
    notASheet: {
      what: 'No rows can be added to {{name}}',
      meaning: 'It is neither an Excel workbook nor a table as text. It was left as it is.',
      next: 'Choose a file that ends in .xlsx or .csv.',
    },
    otherEncoding: {
      what: '{{name}} is written in an older way ({{encoding}})',
      meaning: 'Rows added to it could become unreadable, so it was left as it is.',
      next: 'Open it in your spreadsheet program and save it as “CSV UTF-8”.',
    },
  },
} as const
