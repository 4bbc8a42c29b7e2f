import type { CodedError } from '../../../shared/contract/errors.ts'
import type { ModelName, RunId } from '../../../shared/model/brand.ts'

/** Tells of an answer that is whole but may not be right: once for each run and model, since every call of it is likely the same. */
export function createDoubts(tell: (error: CodedError) => void) {
  const told = new Map<RunId, Set<ModelName>>()
  return {
    note(runId: RunId, model: ModelName, error: CodedError): void {
      const models = told.get(runId) ?? new Set()
      if (models.has(model)) return
      told.set(runId, models.add(model))
      tell(error)
    },
    forget: (runId: RunId): void => void told.delete(runId),
  }
}
