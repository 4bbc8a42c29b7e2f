import { basename } from 'node:path'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { ReadFileStep } from '../../../shared/steps/read-file.ts'
import type { StepContext } from '../step-context.ts'
import type { Given, ReadDocument, StepResult } from '../step-results.ts'
import { pagesOf, storeText } from '../stored-text.ts'
import { readGrantedDocument } from '../tools/files/read-granted-document.ts'

/**
 * Reads the one file the owner picked.
 *
 * @throws CodedError file.notChosen, or why it cannot be read
 */
export async function readFile(step: ReadFileStep, _given: Given | null, context: StepContext): Promise<StepResult> {
  if (step.file === null) throw new CodedError('file.notChosen')
  context.progress({ total: 1, item: basename(step.file) })
  const { text, path } = await readGrantedDocument(step.file, context.order.agent.grants, context)
  const { sha256, characters, language, kind, warnings, name } = text
  const document: ReadDocument = {
    relativePath: name,
    path,
    origin: 'file',
    sha256,
    stored: await storeText(text, context.scratch),
    characters,
    pages: pagesOf(text),
    language,
    kind,
    warnings,
  }
  return { kind: 'documents', documents: [document], leftOut: [] }
}
