/** The user guide's own controls. What it says is in `assets/guide`. */
export const guide = {
  title: 'Guide',
  open: 'Open the guide',
  meaning: 'Short chapters about everything here. F1 opens it anywhere.',
  opening: 'Opening the guide',
  contents: 'Chapters',
  search: 'Search the guide',
  found_one: '{{count}} place found',
  found_other: '{{count}} places found',
  nothing: 'Nothing found. Try one plain word, such as limit or key.',
  next: 'Next: {{title}}',
  more: 'Read about it in the guide',
  licences: {
    title: 'Licences',
    open: 'What Kaihe is made of',
    meaning: 'Kaihe is free software under the MIT licence. It carries the work of many others, under these licences.',
    chromium: 'Open the licences of Chromium',
    reading: 'Reading the licences',
    count_one: '{{count}} package',
    count_other: '{{count}} packages',
    search: 'Find a package by its name',
  },
} as const
