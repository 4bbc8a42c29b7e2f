import { access, realpath, stat } from 'node:fs/promises'
import { constants } from 'node:fs'
import { basename } from 'node:path'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import { fieldsOf, type Step } from '../../../shared/steps/step.ts'
import type { PickedProgramRepository } from '../../storage/companion/picked-programs.ts'

export type ProgramGrants = {
  /** Remembers a program the owner chose and returns its path. Throws `program.missing`. */
  remember(path: string): Promise<string>
  /** Throws `program.notPicked` for a program of these steps that the owner never chose in a dialog, and the agent did not have before. */
  admit(steps: readonly Step[], before: readonly Step[]): void
  /** The same for one program. */
  mustBePicked(path: string): void
}

/** Programs run with their owner's own rights, so the page alone cannot name one: it must have been picked in a dialog of main. */
export function createProgramGrants(dependencies: {
  repository: PickedProgramRepository
  clock: Clock
}): ProgramGrants {
  const { repository, clock } = dependencies
  const mustBePicked = (path: string) => {
    if (!repository.has(path)) throw new CodedError('program.notPicked', { name: basename(path) }, path)
  }
  return {
    async remember(path) {
      try {
        // The name it was picked by stays: many programs do by their name what they do, and links to them are kept up to date.
        await access(await realpath(path), constants.X_OK)
        if (!(await stat(path)).isFile()) throw new Error('not a file')
      } catch (thrown) {
        throw new CodedError('program.missing', { name: basename(path) }, String(thrown))
      }
      repository.add(path, clock.now())
      return path
    },
    admit(steps, before) {
      const known = new Set(before.flatMap(programsOf))
      for (const path of steps.flatMap(programsOf)) if (!known.has(path)) mustBePicked(path)
    },
    mustBePicked,
  }
}

/** The programs a step names, by the controls of its form. */
function programsOf(step: Step): string[] {
  const values = new Map<string, unknown>(Object.entries(step))
  return fieldsOf(step.kind).flatMap(({ control, name }) => {
    const value = values.get(name)
    if (typeof value !== 'object' || value === null) return []
    if (control === 'program' && 'path' in value && typeof value.path === 'string') return [value.path]
    if (control !== 'tools' || !('programs' in value) || !Array.isArray(value.programs)) return []
    return value.programs.filter((each: unknown) => typeof each === 'string')
  })
}
