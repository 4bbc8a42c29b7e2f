import { DocumentError } from '../document-error.ts'
import type { DocumentFormat } from '../format.ts'
import { readZipEntries } from '../open-zip.ts'

/** Many documents in one file, each under its name. What cannot be read in it is left out; one inside another is not opened. */
export const zip: DocumentFormat = {
  kind: 'zip',
  extensions: ['zip'],
  recognizes: () => false,
  trustsName: false,
  read: async ({ name, bytes, content, limits, signal, collector, inner, breathe }) => {
    if (content.container !== 'zip' || content.listing.names === null) {
      throw new DocumentError('document.broken', { name }, content.container === 'zip' ? content.listing.detail : '')
    }
    const entries = await readZipEntries(name, bytes, isDocument, limits, signal)
    let unread = 0
    for (const [entryName, entry] of [...entries].toSorted(([left], [right]) => (left < right ? -1 : 1))) {
      await breathe()
      const texts = await inner(entryName, entry)
      if (texts.length === 0) unread += 1
      else collector.add({ heading: entryName }, [`# ${entryName}`, ...texts].join('\n\n'))
    }
    return {
      encoding: null,
      title: null,
      warnings: unread === 0 ? [] : [{ code: 'zip.unread', params: { count: unread } }],
    }
  },
}

function isDocument(entryName: string): boolean {
  return !/(?:^|\/)(?:\.|__MACOSX\/)/.test(entryName)
}
