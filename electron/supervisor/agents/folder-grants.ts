import { realpath, stat } from 'node:fs/promises'
import { basename, isAbsolute, normalize } from 'node:path'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { FolderGrant } from '../../../shared/model/agent.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { Trigger } from '../../../shared/model/trigger.ts'
import { fieldsOf, type Step, stepSchema } from '../../../shared/steps/step.ts'
import type { GrantRepository } from '../../storage/companion/grants.ts'

export type FolderGrants = {
  /** Remembers a folder the owner chose and returns its real path. Throws `folder.missing`. */
  remember(grant: FolderGrant): Promise<string>
  /** The same for one file. Throws `file.missing`. */
  rememberFile(grant: FolderGrant): Promise<string>
  /**
   * The steps with the real paths of their folders, and what these folders amount to. Throws `folder.notGranted` for one that
   * was neither picked for that access nor granted to this agent before.
   */
  admit(steps: readonly Step[], granted: readonly FolderGrant[]): Promise<{ steps: Step[]; grants: FolderGrant[] }>
  /** The same for folders that triggers watch. */
  admitTriggers(
    triggers: readonly Trigger[],
    granted: readonly FolderGrant[],
  ): Promise<{ triggers: Trigger[]; grants: FolderGrant[] }>
}

/** Agents use only folders their owner picked in a dialog, each for reading or for writing. */
export function createFolderGrants(dependencies: { repository: GrantRepository; clock: Clock }): FolderGrants {
  const { repository, clock } = dependencies
  const admitFolder = async (grant: FolderGrant, granted: readonly FolderGrant[]): Promise<FolderGrant> => {
    const path = await settledPath(grant.path)
    const known = granted.some((each) => each.path === path && each.access === grant.access)
    if (!known && !repository.has({ path, access: grant.access })) {
      throw new CodedError('folder.notGranted', { folder: grant.path })
    }
    return { path, access: grant.access }
  }
  return {
    async remember(grant) {
      const path = await realFolder(grant.path)
      repository.add({ path, access: grant.access }, clock.now())
      return path
    },
    async rememberFile(grant) {
      const path = await realFile(grant.path)
      repository.add({ path, access: grant.access }, clock.now())
      return path
    },
    async admit(steps, granted) {
      const grants: FolderGrant[] = []
      const admitted: Step[] = []
      for (const step of steps) {
        const changes: Record<string, unknown> = {}
        const real = new Map<string, string>()
        for (const { field, grant, picked } of foldersOf(step)) {
          const { path } = await admitFolder({ path: grant.path, access: picked ?? grant.access }, granted)
          real.set(grant.path, path)
          if (field !== 'tools') changes[field] = path
          if (!grants.some((each) => each.path === path && each.access === grant.access)) {
            grants.push({ path, access: grant.access })
          }
        }
        if (step.kind === 'work') {
          const folders = step.tools.folders.map((each) => ({ ...each, path: real.get(each.path) ?? each.path }))
          changes.tools = { ...step.tools, folders }
        }
        admitted.push(stepSchema.parse({ ...step, ...changes }))
      }
      return { steps: admitted, grants }
    },
    async admitTriggers(triggers, granted) {
      const grants: FolderGrant[] = []
      const admitted: Trigger[] = []
      for (const trigger of triggers) {
        if (trigger.kind !== 'folder' || trigger.folder === null) {
          admitted.push(trigger)
          continue
        }
        const grant = await admitFolder({ path: trigger.folder, access: 'read' }, granted)
        grants.push(grant)
        admitted.push({ ...trigger, folder: grant.path })
      }
      return { triggers: admitted, grants }
    },
  }
}

/** The folders and files a step names, with the access its form asks for. */
export function foldersOf(step: Step): {
  field: string
  grant: FolderGrant
  /** For what it must have been picked, where that is more than it is granted for. */
  picked?: FolderGrant['access']
}[] {
  const values = new Map<string, unknown>(Object.entries(step))
  const ticked = step.kind === 'work' ? step.tools.folders : []
  // What may be changed may be looked at.
  const ofTools = ticked.flatMap(({ path, access }) =>
    (access === 'write' ? (['read', 'write'] as const) : (['read'] as const)).map((each) => ({
      field: 'tools',
      grant: { path, access: each },
      picked: access,
    })),
  )
  const ofFields = fieldsOf(step.kind).flatMap((field) => {
    const path = values.get(field.name)
    if ((field.control !== 'folder' && field.control !== 'file') || typeof path !== 'string') return []
    return [{ field: field.name, grant: { path, access: field.access } }]
  })
  return [...ofFields, ...ofTools]
}

async function realFolder(path: string): Promise<string> {
  try {
    const real = await realpath(path)
    if ((await stat(real)).isDirectory()) return real
  } catch (thrown) {
    throw new CodedError('folder.missing', { folder: path }, String(thrown))
  }
  throw new CodedError('folder.missing', { folder: path }, 'not a folder')
}

async function realFile(path: string): Promise<string> {
  const name = basename(path)
  try {
    const real = await realpath(path)
    if ((await stat(real)).isFile()) return real
  } catch (thrown) {
    throw new CodedError('file.missing', { file: path, name }, String(thrown))
  }
  throw new CodedError('file.missing', { file: path, name }, 'not a file')
}

/** The real path where there is one; a folder on a drive that is away keeps the path it had. */
async function settledPath(path: string): Promise<string> {
  if (!isAbsolute(path)) throw new CodedError('folder.notGranted', { folder: path }, 'not an absolute path')
  try {
    return await realpath(path)
  } catch {
    return normalize(path)
  }
}
