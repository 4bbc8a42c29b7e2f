import { askSteps } from './steps-asking.ts'
import { chartSteps } from './steps-charts.ts'
import { tableSteps } from './steps-tables.ts'
import { mailSteps } from './steps-mail.ts'
import { toolSteps } from './steps-tools.ts'
import { webSteps } from './steps-web.ts'

/** Steps and triggers as sentences. `[name]` is where the control of that field stands. */
export const steps = {
  trigger: {
    byHand: 'When I press Run. [add]',
    add: 'Add a time',
    remove: 'Remove this time',
    days: 'Days',
    time: 'Time of day',
    timeWrong: 'Write it like 08:00.',
  },
  readFolder: {
    name: 'Read the documents',
    sentence: 'Read [which] in [folder], [recursive], [matching], [pictures].',
    fields: {
      folder: 'Folder with documents',
      recursive: 'Folders inside',
      which: 'Which documents',
      matching: 'Names',
      pictures: 'Pictures',
    },
    which: { all: 'all documents', new: 'the documents that are new or changed' },
    pictures: { on: 'pictures too', off: 'without pictures' },
    empty: { matching: 'whatever their names' },
    choose: { folder: 'choose a folder' },
    recursive: { on: 'and in the folders inside it', off: 'but not in the folders inside it' },
    missing: { folder: 'which folder?' },
  },
  summarize: {
    name: 'Summarize them',
    sentence: 'Write a [length] summary of each of [from] and of all together, minding [focus], with [model].',
    fields: { from: 'What is summarized', length: 'Length', focus: 'What matters most to you' },
    length: { short: 'short', medium: 'medium-length', long: 'long' },
    choose: { from: 'choose a step' },
    empty: { focus: 'nothing in particular' },
  },
  approve: {
    name: 'Ask me first',
    sentence: 'Show me [from], wait for my answer, and ask: [message].',
    fields: { from: 'What it shows you', message: 'What it asks you' },
    choose: { from: 'choose a step' },
    empty: { message: 'write the question' },
    missing: { message: 'what does it ask?' },
    question: 'Is this right? Then I go on.',
  },
  writeDocument: {
    name: 'Write the report',
    sentence: 'Put [from] as [mode] in [folder] or [file], called [title], [format], with [chart].',
    sentenceNew: 'Put [from] in [mode], [format], in [folder], called [title], with [chart].',
    sentenceAppend: 'Put [from] in [mode], [file], under the heading [title], with [chart].',
    fields: {
      from: 'What is written',
      mode: 'New file or not',
      folder: 'Place for the report',
      title: 'Title of the report',
      format: 'Kind of file',
      file: 'File it is added to',
      chart: 'Chart in it',
    },
    mode: { new: 'a new report', append: 'a report there is' },
    choose: { from: 'choose a step', folder: 'choose a place', file: 'choose a file', chart: 'no chart' },
    empty: { title: 'give it a title' },
    format: { html: 'a web page', pdf: 'a PDF', docx: 'a Word document', md: 'Markdown text', txt: 'plain text' },
    missing: { folder: 'where does it go?', file: 'to which file?', title: 'what is it called?' },
  },
  ...toolSteps,
  ...chartSteps,
  ...mailSteps,
  ...tableSteps,
  ...webSteps,
  ...askSteps,
} as const
