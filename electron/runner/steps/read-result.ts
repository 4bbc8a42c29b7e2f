import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import type { LeftOut } from '../../../shared/model/run.ts'
import type { ReadResultStep } from '../../../shared/steps/read-result.ts'
import type { StepContext } from '../step-context.ts'
import type { Given, ReadDocument, StepResult } from '../step-results.ts'
import { pagesOf, storeText } from '../stored-text.ts'
import { readGrantedDocument } from '../tools/files/read-granted-document.ts'

/**
 * Reads what another agent made last.
 *
 * @throws CodedError result.none where that agent has made nothing yet, result.unreadable when none of its files can be read
 */
export async function readResult(
  step: ReadResultStep,
  _given: Given | null,
  context: StepContext,
): Promise<StepResult> {
  const { main } = context
  const { agentName, runId, files } = await main.call('result.find', { stepId: step.id })
  if (runId === null) throw new CodedError('result.none', { agent: agentName })
  if (step.which === 'new') {
    const source = `result ${step.agent ?? ''}`
    const { items } = await main.call('source.known', { source })
    if (items.some(({ version }) => version === runId)) return { kind: 'nothing' }
    await main.call('source.keep', { source, items: [{ item: 'newest', version: runId }] })
  }
  const documents: ReadDocument[] = []
  const leftOut: LeftOut[] = []
  for (const [index, path] of files.entries()) {
    context.signal.throwIfAborted()
    context.progress({ done: index, total: files.length, item: path })
    try {
      documents.push(await readOne(path, context))
    } catch (thrown) {
      context.signal.throwIfAborted()
      if (!(thrown instanceof CodedError)) throw thrown
      leftOut.push(await context.leaveOut(path, toAppError(thrown)))
    }
  }
  if (documents.length === 0) throw new CodedError('result.unreadable', { agent: agentName })
  return { kind: 'documents', documents, leftOut }
}

/** Main said which files these are, so that each is granted by itself. */
async function readOne(path: string, context: StepContext): Promise<ReadDocument> {
  const { text, path: place } = await readGrantedDocument(path, [{ path, access: 'read' }], context)
  const { sha256, characters, language, kind, warnings, name } = text
  return {
    relativePath: name,
    path: place,
    origin: 'file',
    sha256,
    stored: await storeText(text, context.scratch),
    characters,
    pages: pagesOf(text),
    language,
    kind,
    warnings,
  }
}
