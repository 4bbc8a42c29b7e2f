import type { StepId } from '../../../shared/model/brand.ts'

/**
 * The name under which the gateway pays a call once. The same step, item and ordinal always mean the same question; a question that
 * is put again on purpose takes the next ordinal, from 1.
 */
export function callKey(stepId: StepId, item: string, ordinal: number): string {
  return `${encodeURIComponent(stepId)}/${encodeURIComponent(item)}/${ordinal}`
}
