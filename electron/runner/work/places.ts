import { basename, isAbsolute, join, normalize, relative, sep } from 'node:path'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { FolderGrant } from '../../../shared/model/agent.ts'
import type { Tools } from '../../../shared/model/tools.ts'
import { isInside } from '../tools/files/granted-folder.ts'
import { BadArguments } from './tool.ts'

/** The folders of a step under names of their own: where they are on this computer is nothing a model needs to know. */
export type Places = {
  readonly names: readonly { readonly name: string; readonly path: string; readonly mayWrite: boolean }[]
  /** What both the step ticked and the agent was granted. */
  readonly grants: readonly FolderGrant[]
  /** The absolute path of one the model wrote. Throws BadArguments. Whether it may be used is judged where it is opened. */
  find(written: string): string
  /** A path as the model writes it. */
  show(path: string): string
}

export function placesOf(tools: Tools, granted: readonly FolderGrant[]): Places {
  const grants = granted.filter((grant) =>
    tools.folders.some(({ path, access }) => path === grant.path && (access === 'write' || access === grant.access)),
  )
  const names: { name: string; path: string; mayWrite: boolean }[] = []
  for (const path of new Set(tools.folders.map((folder) => folder.path))) {
    const wanted = basename(path) || 'folder'
    const same = names.filter(({ name }) => name === wanted || name.startsWith(`${wanted}-`)).length
    const mayWrite = tools.folders.some((each) => each.path === path && each.access === 'write')
    names.push({ name: same === 0 ? wanted : `${wanted}-${same + 1}`, path, mayWrite })
  }
  return {
    names,
    grants,
    find(written) {
      const plain = normalize(written.trim().replaceAll('\\', '/'))
      if (isAbsolute(plain)) {
        if (names.some(({ path }) => isInside(path, plain))) return plain
        throw new CodedError('folder.notGranted', { name: basename(plain) }, plain)
      }
      const [first = ''] = plain.split(/[/\\]/)
      const place = names.find(({ name }) => name === first)
      if (place !== undefined) return join(place.path, plain.slice(first.length))
      const [only, ...more] = names
      if (only !== undefined && more.length === 0) return join(only.path, plain)
      throw new BadArguments(`paths begin with one of: ${names.map(({ name }) => name).join(', ')}`)
    },
    show(path) {
      const place = names.find((each) => isInside(each.path, path))
      if (place === undefined) return basename(path)
      return [place.name, ...relative(place.path, path).split(sep)].filter(Boolean).join('/')
    },
  }
}
