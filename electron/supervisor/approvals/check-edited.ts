import { CodedError } from '../../../shared/contract/errors.ts'
import type { PlannedAct } from '../../../shared/model/planned-act.ts'

/**
 * The owner may change the words and the recipients of a mail, and the words of a message; all else stays as it was shown.
 *
 * @throws CodedError request.refused
 */
export function checkEdited(shown: PlannedAct | null, edited: PlannedAct): void {
  if (JSON.stringify(fixed(shown)) !== JSON.stringify(fixed(edited))) {
    throw new CodedError('request.refused', {}, 'the act was changed into another')
  }
  if (edited.kind === 'mail' && edited.to.length === 0) {
    throw new CodedError('request.refused', {}, 'a mail to nobody')
  }
}

function fixed(act: PlannedAct | null): unknown {
  switch (act?.kind) {
    case 'mail': {
      const { kind, mode, from, attachments } = act
      return { kind, mode, from, attachments: attachments.map(({ name, bytes }) => [name, bytes]) }
    }
    case 'message':
      return { kind: act.kind, to: act.to }
    default:
      return act
  }
}
