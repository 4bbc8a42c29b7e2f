import { isAbsolute } from 'node:path'
import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

export function folderHandlers({
  desktop,
  folders,
  programs,
}: Services): Pick<Handlers, 'folders.pick' | 'files.pick' | 'programs.pick'> {
  return {
    'folders.pick': async ({ access, startAt }) => {
      const usable = startAt !== null && isAbsolute(startAt) ? startAt : null
      const path = await desktop.pickFolder({ access, startAt: usable })
      return { path: path === null ? null : await folders.remember({ path, access }) }
    },
    'files.pick': async ({ access, kinds, startAt }) => {
      const usable = startAt !== null && isAbsolute(startAt) ? startAt : null
      const path = await desktop.pickDocument({ kinds, startAt: usable })
      return { path: path === null ? null : await folders.rememberFile({ path, access }) }
    },
    'programs.pick': async ({ startAt }) => {
      const usable = startAt !== null && isAbsolute(startAt) ? startAt : null
      const path = await desktop.pickProgram({ startAt: usable })
      return { path: path === null ? null : await programs.remember(path) }
    },
  }
}
