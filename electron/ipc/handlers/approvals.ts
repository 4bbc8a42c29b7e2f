import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

export function approvalHandlers({ approvals }: Services): Pick<Handlers, 'approvals.read' | 'approvals.answer'> {
  return {
    'approvals.read': ({ approvalId }) => approvals.read(approvalId),
    'approvals.answer': ({ approvalId, answer, seen, reason }) => {
      approvals.answer(approvalId, { kind: answer, seen, reason })
      return {}
    },
  }
}
