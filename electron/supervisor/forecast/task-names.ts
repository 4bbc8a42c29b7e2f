import { createHash } from 'node:crypto'
import type { Step } from '../../../shared/steps/step.ts'

/** Names what a task asks of a model; how its report is called or where it lies does not matter. */
export function taskOf(steps: readonly Step[]): string {
  return hash(steps.map((step) => (step.kind === 'writeDocument' ? step.kind : step)))
}

/** Names what a task reads. */
export function readingOf(steps: readonly Step[]): string {
  return hash(steps.filter(({ kind }) => kind === 'readFolder'))
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}
