import type { ErrorCode } from '../../shared/contract/errors.ts'

type Remedy = 'models' | 'agent' | 'again' | 'limit' | 'settings'

/** Where an error is put right: under Models, in the agent, at a limit, in the settings, or by running again. */
export function remedyOf(code: ErrorCode): Remedy {
  if (code.startsWith('keyring.') || code.startsWith('provider.key')) return 'models'
  if (code === 'provider.addressInvalid' || code === 'provider.notFound' || code === 'provider.notAnApi')
    return 'models'
  if (code === 'budget.reached' || code === 'budget.nearlyReached') return 'limit'
  if (code === 'budget.priceMissing' || code === 'budget.sizeUnknown') return 'models'
  if (code === 'budget.rateMissing') return 'settings'
  if (code === 'provider.modelUnknown' || code === 'provider.missing' || code === 'model.missing') return 'agent'
  if (code === 'model.noneAllowed' || code === 'model.notAllowed') return 'agent'
  if (code.startsWith('model.none')) return 'models'
  if (code === 'model.noTools' || code === 'model.noVision' || code === 'model.noLanguage') return 'agent'
  if (code === 'run.timedOut' || code === 'run.stepTimedOut' || code === 'run.tooMuchMemory') return 'agent'
  if (code === 'approval.expired' || code === 'approval.refused') return 'agent'
  if (code === 'model.contextTooSmall' || code === 'agent.incomplete') return 'agent'
  if (code.startsWith('folder.') || code === 'run.noDocuments' || code === 'file.notWritten') return 'agent'
  return 'again'
}
