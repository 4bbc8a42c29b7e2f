import { CodedError } from '../../../shared/contract/errors.ts'
import { approvalPreviewLimit } from '../../../shared/model/approval.ts'
import type { ApproveStep } from '../../../shared/steps/approve.ts'
import { askOwner } from '../acts/ask-first.ts'
import { actsForeseen, rowsShown } from '../acts/foresee.ts'
import { reportAsMarkdown } from '../report/as-markdown.ts'
import { writeMarkdown } from '../report/markdown.ts'
import { composeReport } from '../report/report.ts'
import type { StepContext } from '../step-context.ts'
import type { Given, StepResult } from '../step-results.ts'

/**
 * Asks the owner before the run goes on, and shows what the step before made. While the question is open main ends this process;
 * the one that comes after the answer asks again and is told it.
 *
 * @throws CodedError approval.refused
 */
export async function approve(step: ApproveStep, source: Given | null, context: StepContext): Promise<StepResult> {
  if (source === null) throw new CodedError('agent.incomplete', {}, 'a question builds on a step')
  context.progress({ total: 1 })
  const acts = writeMarkdown(await actsForeseen(step, source, context))
  const preview = [await previewOf(source, context), acts].filter((part) => part !== '').join('\n\n')
  if (preview.length > approvalPreviewLimit) {
    throw new CodedError('request.invalid', {}, 'what is to be approved is longer than anybody can read')
  }
  await askOwner({ stepId: step.id, item: 'approve', message: step.message, preview, act: null }, context)
  return { kind: 'approved', leftOut: [] }
}

async function previewOf(source: Given, context: StepContext): Promise<string> {
  const { order } = context
  switch (source.kind) {
    case 'summaries':
      return reportAsMarkdown(composeReport(order.agent.name, source, order))
    case 'documents':
      return source.documents.map(({ relativePath }) => `- ${asCode(relativePath)}`).join('\n')
    case 'written':
      return asCode(source.path)
    case 'items': {
      const rows = await rowsShown(source, context)
      if (rows.length > 0) return writeMarkdown(rows)
      return source.items
        .map(({ name, text }) => [asCode(name), ...(text === null ? [] : [text])].join('\n\n'))
        .join('\n\n')
    }
    case 'approved':
    case 'sent':
      return ''
  }
}

/** A name is data: no sign in it may be taken for formatting. */
function asCode(name: string): string {
  const longest = Math.max(0, ...(name.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence} ${name.replaceAll(/\s+/g, ' ')} ${fence}`
}
