import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { DocumentLimits, DocumentText } from '../../../../electron/runner/tools/documents/document.ts'
import { DocumentError } from '../../../../electron/runner/tools/documents/document-error.ts'
import { readDocument } from '../../../../electron/runner/tools/documents/read-document.ts'

/** A folder of its own for one test file, gone afterwards. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'documents-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Writes the content under that name and reads it as a document. */
export async function readContent(
  folder: string,
  name: string,
  content: string | Uint8Array,
  limits: Partial<DocumentLimits> = {},
): Promise<DocumentText> {
  const path = join(folder, name)
  writeFileSync(path, content)
  return await readDocument(path, { limits })
}

/** What a refusal tells; fails the test when there was none, or another kind of error. */
export async function refusal(reading: Promise<unknown>): Promise<{ code: string; params: Record<string, unknown> }> {
  try {
    await reading
  } catch (error) {
    if (error instanceof DocumentError) return { code: error.code, params: error.params }
    throw error
  }
  throw new Error('it was read')
}
