import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

type Approvals = 'approvals.read' | 'approvals.answer' | 'approvals.standing' | 'approvals.revoke'

export function approvalHandlers({ approvals }: Services): Pick<Handlers, Approvals> {
  return {
    'approvals.read': ({ approvalId }) => approvals.read(approvalId),
    'approvals.answer': ({ approvalId, answer, seen, reason, edited }) => {
      approvals.answer(approvalId, { kind: answer, seen, reason, edited })
      return {}
    },
    'approvals.standing': ({ agentId }) => ({ standing: approvals.standing(agentId) }),
    'approvals.revoke': ({ id }) => {
      approvals.revoke(id)
      return {}
    },
  }
}
