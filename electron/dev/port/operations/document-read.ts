import { z } from 'zod'
import type { DocumentText, SectionLabel } from '../../../runner/tools/documents/document.ts'
import { defineOperation } from '../operation.ts'

const count = z.number().int().nonnegative()
const label = z.union([
  z.object({ page: count }),
  z.object({ heading: z.string() }),
  z.object({ rows: z.tuple([count, count]) }),
])

export const documentRead = defineOperation({
  about:
    'Reads one document (txt, md, html, csv, pdf, docx, xlsx, pptx, eml, a zip of these; a picture has no text) into text.',
  args: z.strictObject({ path: z.string().min(1).describe('absolute, or relative to where the port was started') }),
  result: z.object({
    kind: z.string(),
    name: z.string(),
    text: z.string(),
    title: z.string().nullable(),
    language: z.enum(['en', 'zh', 'other']),
    encoding: z.string().nullable().describe('null for kinds that carry their own'),
    pages: count.nullable().describe('the last page that holds text; null for kinds without pages'),
    characters: count.describe('UTF-16 units of the text'),
    bytes: count,
    sha256: z.string().describe('of the bytes that were read, in hex'),
    sections: z.array(z.object({ label: label.nullable(), characters: count })),
    warnings: z.array(z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })),
  }),
  example: {
    args: { path: 'note.txt' },
    ok: {
      kind: 'txt',
      name: 'note.txt',
      text: 'Bread costs 3 euros.',
      title: null,
      language: 'en',
      encoding: 'utf-8',
      pages: null,
      characters: 20,
      bytes: 21,
      sha256: '5ea034495e963558b96b9641816e3dc77875e8d2db583be37ad40be357bdaa17',
      sections: [{ label: null, characters: 20 }],
      warnings: [],
    },
  },
  async run({ path }) {
    // The readers of all kinds are heavy; whoever only feeds streams does not wait for them.
    const { readDocument } = await import('../../../runner/tools/documents/read-document.ts')
    const { sections, ...document } = await readDocument(path)
    return {
      ...document,
      pages: lastPage(sections),
      sections: sections.map(({ label: place, text }) => ({ label: ownLabel(place), characters: text.length })),
    }
  },
})

function ownLabel(place: SectionLabel | null): z.infer<typeof label> | null {
  return place !== null && 'rows' in place ? { rows: [place.rows[0], place.rows[1]] } : place
}

function lastPage(sections: DocumentText['sections']): number | null {
  const pages = sections.flatMap(({ label }) => (label !== null && 'page' in label ? [label.page] : []))
  return pages.length === 0 ? null : Math.max(...pages)
}
