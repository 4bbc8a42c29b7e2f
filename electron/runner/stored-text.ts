import { z } from 'zod'
import { CodedError } from '../../shared/contract/errors.ts'
import type { Scratch } from './scratch.ts'
import type { ReadDocument } from './step-results.ts'
import { type DocumentText, sectionSeparator } from './tools/documents/document.ts'
import { readDocument } from './tools/documents/read-document.ts'

/** The text of a document as later steps need it. */
export type StoredText = Pick<DocumentText, 'language' | 'sections' | 'text'>

const labelSchema = z.union([
  z.strictObject({ page: z.number() }),
  z.strictObject({ heading: z.string() }),
  z.strictObject({ rows: z.tuple([z.number(), z.number()]).readonly() }),
])
const storedSchema = z.object({
  language: z.enum(['en', 'zh', 'other']),
  sections: z.array(z.object({ label: labelSchema.nullable(), text: z.string(), lead: z.string().exactOptional() })),
})

/** Puts a document's text aside, so that neither a resume nor a later step reads the document again. */
export function storeText({ language, sections }: StoredText, scratch: Scratch): Promise<string> {
  return scratch.put(Buffer.from(JSON.stringify({ language, sections })))
}

/**
 * The text of a document that was read before. When what was put aside is gone, the document is read once more, if it is still
 * the same.
 *
 * @throws CodedError document.changed, or why it cannot be read
 */
export async function loadText(document: ReadDocument, scratch: Scratch, signal: AbortSignal): Promise<StoredText> {
  const bytes = await scratch.get(document.stored)
  if (bytes !== null) {
    const { language, sections } = storedSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
    return { language, sections, text: sections.map((section) => section.text).join(sectionSeparator) }
  }
  if (document.origin !== 'file') throw new CodedError('run.setAsideLost')
  const again = await readDocument(document.path, { signal })
  if (again.sha256 !== document.sha256) throw new CodedError('document.changed', { name: document.relativePath })
  return again
}

/** The last page something stands on; null for kinds without pages. */
export function pagesOf({ sections }: Pick<DocumentText, 'sections'>): number | null {
  let last = 0
  for (const { label } of sections) if (label !== null && 'page' in label) last = Math.max(last, label.page)
  return last === 0 ? null : last
}
