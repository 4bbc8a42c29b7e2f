import type { StepField } from '../../steps/definition.ts'

const controls: ReadonlySet<StepField['control']> = new Set([
  'folder',
  'file',
  'mailAccount',
  'robot',
  'agent',
  'tools',
  'program',
])

/**
 * True for what a model may never choose: what its owner allows by picking it, and whether a command is asked about. Addresses of pages
 * and people are another matter: those the owner named themselves may be taken; see `assemble-plan.ts`.
 */
export function isOwnerOnly({ name, control }: StepField): boolean {
  return controls.has(control) || name === 'asks'
}
