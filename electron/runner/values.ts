import { z } from 'zod'
import { CodedError } from '../../shared/contract/errors.ts'
import type { Column } from '../../shared/model/item.ts'
import type { DocumentOrigin } from '../../shared/model/document.ts'
import type { LeftOut } from '../../shared/model/run.ts'
import type { Scratch } from './scratch.ts'
import { type Given, type Item, itemSchema, type ItemsResult, type ReadDocument } from './step-results.ts'
import { storeText } from './stored-text.ts'
import { detectLanguage } from './tools/documents/detect-language.ts'
import { sha256 } from './tools/files/sha256.ts'

/** Results in the form a step wants them, whichever step made them. */

/** Longer lists are put aside, so that what is kept on record stays small. */
const mostOnRecord = 2000
const shownOfMore = 20

/** A list as a result. @throws CodedError storage.diskFull, storage.failed */
export async function asItems(
  list: { columns: readonly Column[]; items: readonly Item[]; leftOut: readonly LeftOut[] },
  scratch: Scratch,
): Promise<ItemsResult> {
  const { columns, items, leftOut } = list
  const isLong = items.length > mostOnRecord
  return {
    kind: 'items',
    columns: [...columns],
    count: items.length,
    items: isLong ? items.slice(0, shownOfMore) : [...items],
    stored: isLong ? await scratch.put(Buffer.from(JSON.stringify(items))) : null,
    leftOut: [...leftOut],
  }
}

/**
 * Anything an earlier step gave, as a list with its columns.
 *
 * @throws CodedError run.setAsideLost when a long list that was put aside is gone
 */
export async function itemsOf(given: Given, scratch: Scratch): Promise<{ columns: Column[]; items: Item[] }> {
  switch (given.kind) {
    case 'items':
      return {
        columns: given.columns,
        items: given.stored === null ? given.items : await loadItems(given.stored, scratch),
      }
    case 'documents':
      return {
        columns: [],
        items: given.documents.map((document) => ({ ...emptyItem(document.relativePath), document })),
      }
    case 'summaries': {
      const overall = given.overall === null ? [] : [{ ...emptyItem(''), text: given.overall.text }]
      const each = given.documents.map(({ relativePath, summary }) => ({
        ...emptyItem(relativePath),
        text: summary,
        cites: [{ name: relativePath, page: null }],
      }))
      return { columns: [], items: [...overall, ...each] }
    }
    case 'written':
      return {
        columns: [],
        items: [given.path, ...given.more].map((path) => ({ ...emptyItem(path), fields: { path } })),
      }
    case 'approved':
    case 'sent':
      return { columns: [], items: [] }
  }
}

/** The documents an earlier step gave; texts that were written on the way become documents of their own. */
export async function documentsOf(given: Given, scratch: Scratch): Promise<ReadDocument[]> {
  if (given.kind === 'documents') return given.documents
  const { items } = await itemsOf(given, scratch)
  const documents: ReadDocument[] = []
  for (const item of items) {
    if (item.text !== null)
      documents.push(await asDocument({ name: item.name, text: item.text, origin: 'step' }, scratch))
    else if (item.document !== null) documents.push(item.document)
  }
  return documents
}

/** A text as a document, put aside like any other. */
export async function asDocument(
  source: { name: string; text: string; origin: DocumentOrigin; path?: string; kind?: ReadDocument['kind'] },
  scratch: Scratch,
): Promise<ReadDocument> {
  const { name, text, origin, path = '', kind = 'md' } = source
  const language = detectLanguage(text)
  const stored = await storeText({ language, sections: [{ label: null, text }], text }, scratch)
  const hash = sha256(Buffer.from(text))
  return {
    relativePath: name,
    path,
    origin,
    sha256: hash,
    stored,
    characters: text.length,
    pages: null,
    language,
    kind,
    warnings: [],
  }
}

/** A thing with a name and nothing else yet. */
export function emptyItem(name: string): Item {
  return { name, document: null, text: null, fields: {}, cites: [], doubtful: [] }
}

async function loadItems(stored: string, scratch: Scratch): Promise<Item[]> {
  const bytes = await scratch.get(stored)
  if (bytes === null) throw new CodedError('run.setAsideLost')
  return z.array(itemSchema).parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
}
