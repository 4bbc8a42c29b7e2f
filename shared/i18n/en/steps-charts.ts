/** Steps that draw charts and write calendars. */
export const chartSteps = {
  drawChart: {
    name: 'Draw a chart',
    sentence:
      'Draw [shape] of [values] for each [names] from [from], call it [title], and put the picture in [folder].',
    fields: {
      shape: 'Kind of chart',
      from: 'What it is drawn from',
      values: 'Column with the numbers',
      names: 'Column with the names',
      title: 'Title of the chart',
      folder: 'Place for the picture',
    },
    shape: { bar: 'bars', line: 'a line', share: 'shares of the whole' },
    choose: { folder: 'choose a place', from: 'choose a step', values: 'choose a column', names: 'thing' },
    empty: { title: 'give it a title' },
    missing: { values: 'which numbers?', title: 'what is it called?', folder: 'where does it go?' },
  },
  writeCalendar: {
    name: 'Write a calendar file',
    sentence:
      'Make a calendar of [from]: each from [start] to [end], called [entry], at [place]. Call it [title] and put it in [folder].',
    fields: {
      from: 'What it is made from',
      start: 'Column with the beginning',
      end: 'Column with the end',
      entry: 'What an entry is called',
      place: 'Column with the place',
      title: 'Title of the calendar',
      folder: 'Place for the file',
    },
    choose: {
      folder: 'choose a place',
      from: 'choose a step',
      start: 'choose a column',
      end: 'no stated end',
      place: 'no stated place',
    },
    empty: { entry: 'say what it is called', title: 'give it a title' },
    missing: {
      start: 'when does it begin?',
      entry: 'what is each called?',
      title: 'what is it called?',
      folder: 'where does it go?',
    },
  },
} as const
