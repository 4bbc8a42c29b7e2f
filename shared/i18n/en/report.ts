/** Texts inside the files a run writes. */
export const report = {
  untitled: 'Report',
  atAGlance: 'At a glance',
  documents: 'Documents',
  sources: 'Sources',
  moreNotices_one: '(and {{count}} more)',
  moreNotices_other: '(and {{count}} more)',
  documentCount_one: '{{count}} document',
  documentCount_other: '{{count}} documents',
  pageCount_one: '{{count}} page',
  pageCount_other: '{{count}} pages',
  leftOut: 'Left out',
  leftOutCount_one: '{{count}} left out',
  leftOutCount_other: '{{count}} left out',
  reason: '{{what}}. {{next}}',
  madeWith: 'Made with {{model}}',
  focus: 'Asked to look out for: {{focus}}',
  practice:
    'This report was made by the practice model built into Kaihe. It is not AI: it picks sentences and figures out of the documents by counting words. Choose a real model for real summaries.',
  check: 'A model wrote these summaries and can be wrong. Check what matters in the documents themselves.',
  shortened: 'The model reached its limit, so this text ends early.',
  warnings: {
    encoding: {
      guessed: 'Its characters were read as {{encoding}}, which is a guess.',
      damaged: 'Some of its characters are damaged.',
    },
    kind: { mislabelled: 'Its name says {{named}}, but it is {{found}}. It was read as what it is.' },
    pdf: {
      pagesWithoutText_one: '{{count}} page is a picture only and was not read.',
      pagesWithoutText_other: '{{count}} pages are pictures only and were not read.',
      pagesBroken_one: '{{count}} page is damaged and was not read.',
      pagesBroken_other: '{{count}} pages are damaged and were not read.',
      incomplete: 'The file is cut off, so its end may be missing.',
    },
    pictures: {
      leftOut_one: '{{count}} picture in it was not read.',
      leftOut_other: '{{count}} pictures in it were not read.',
    },
    zip: {
      unread_one: '{{count}} file in it could not be read.',
      unread_other: '{{count}} files in it could not be read.',
    },
    csv: {
      unevenRows_one: '{{count}} row has more or fewer columns than the first.',
      unevenRows_other: '{{count}} rows have more or fewer columns than the first.',
    },
  },
  chart: {
    others: 'all others',
    without_one: '{{count}} thing has no number here and is not drawn.',
    without_other: '{{count}} things have no number here and are not drawn.',
  },
  table: { name: 'Name', text: 'Text', total: 'Total' },
  sums: {
    all: 'All together',
    count: 'Number',
    sum: 'Sum of {{column}}',
    average: 'Average of {{column}}',
    least: 'Least {{column}}',
    greatest: 'Greatest {{column}}',
    without: 'Without a number',
  },
} as const
