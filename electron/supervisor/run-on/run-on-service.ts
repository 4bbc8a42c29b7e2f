import { copyFile, mkdir, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { basename, extname, isAbsolute, join } from 'node:path'
import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import type { Agent } from '../../../shared/model/agent.ts'
import { type AgentId, runIdSchema } from '../../../shared/model/brand.ts'
import type { Run } from '../../../shared/model/run.ts'
import { canRunOn, readingGiven, type RunOn } from '../../../shared/rules/can-run-on.ts'
import type { Publish } from '../../ipc/publish.ts'
import type { InnerSources } from '../runs/inner-sources.ts'
import type { RunScratch } from '../runs/run-scratch.ts'
import type { RunService } from '../runs/run-service.ts'

export type RunOnService = {
  /**
   * Runs an agent once on files its owner gave it, in place of what it reads by itself. Throws `agent.missing`, `runOn.cannot`,
   * `runOn.oneFile`, `runOn.notAFile`, `runOn.tooMuch`, and what starting a run throws.
   */
  files(agentId: AgentId, paths: readonly string[]): Promise<Run>
  /** The same on the text that is on the clipboard. Throws `clipboard.*` as well. */
  clipboard(agentId: AgentId): Promise<Run>
  /** The same where nobody waits for the answer: what goes wrong is told. */
  onKeys(agentId: AgentId | null, publish: Publish): void
}

/** How many files, and how many bytes of them, are given to one run. */
const mostFiles = 50
const mostBytes = 500_000_000

/**
 * What an owner hands to an agent is copied into a folder of that one run, which is all the run may read of it: the files themselves stay
 * as they are, a run that is killed goes on with the same, and nothing is opened beyond it.
 */
export function createRunOnService(dependencies: {
  agents: { get(agentId: AgentId): Agent }
  runs: Pick<RunService, 'start'>
  inner: Pick<InnerSources, 'clipboard'>
  scratch: Pick<RunScratch, 'folderOf' | 'remove'>
  newId: () => string
  /** What a text from the clipboard is called as a document. */
  clipboardName: () => string
}): RunOnService {
  const { agents, runs, inner, scratch, newId, clipboardName } = dependencies

  const start = async (agent: Agent, given: Run['given'], lay: (folder: string) => Promise<string[]>): Promise<Run> => {
    const id = runIdSchema.parse(newId())
    const folder = join(scratch.folderOf(id), 'given')
    try {
      await mkdir(folder, { recursive: true })
      // Named as the runner will see it: the data folder may lie behind a link.
      const own = await realpath(folder)
      const [file = ''] = await lay(own)
      const reading = readingGiven(agent, { folder: own, file })
      const grants = [...agent.grants, { path: own, access: 'read' as const }]
      return runs.start({ agent: { ...reading, grants }, startedBy: { kind: 'hand' }, id, given })
    } catch (thrown) {
      await scratch.remove(id).catch(() => rm(folder, { recursive: true, force: true }))
      throw thrown
    }
  }

  const clipboard: RunOnService['clipboard'] = async (agentId) => {
    const agent = agents.get(agentId)
    if (!canRunOn(agent).includes('text')) throw new CodedError('runOn.cannot', { agent: agent.name })
    const text = await inner.clipboard()
    return start(agent, { kind: 'clipboard' }, async (folder) => {
      const path = join(folder, `${clipboardName()}.txt`)
      await writeFile(path, text)
      return [path]
    })
  }

  return {
    clipboard,
    onKeys(agentId, publish) {
      if (agentId === null) return
      clipboard(agentId).catch((thrown: unknown) => publish({ type: 'notice', error: toAppError(thrown) }))
    },
    async files(agentId, paths) {
      const agent = agents.get(agentId)
      const ways = canRunOn(agent)
      if (!ways.some((way) => way !== 'text')) throw new CodedError('runOn.cannot', { agent: agent.name })
      const files = await usable(paths, ways)
      const names = numbered(files.map(({ path }) => basename(path)))
      return start(agent, { kind: 'files', names }, (folder) =>
        Promise.all(
          files.map(async ({ path }, index) => {
            const to = join(folder, names[index] ?? basename(path))
            await copyFile(path, to)
            return to
          }),
        ),
      )
    },
  }
}

async function usable(paths: readonly string[], ways: readonly RunOn[]): Promise<{ path: string; bytes: number }[]> {
  if (paths.length === 0) throw new CodedError('runOn.notAFile', { name: '' })
  if (ways.includes('oneFile') && paths.length > 1) throw new CodedError('runOn.oneFile')
  if (paths.length > mostFiles)
    throw new CodedError('runOn.tooMuch', { files: mostFiles, megabytes: mostBytes / 1_000_000 })
  const files = await Promise.all(paths.map(fileAt))
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  if (bytes > mostBytes) throw new CodedError('runOn.tooMuch', { files: mostFiles, megabytes: mostBytes / 1_000_000 })
  return files
}

async function fileAt(path: string): Promise<{ path: string; bytes: number }> {
  const notAFile = () => new CodedError('runOn.notAFile', { name: basename(path) }, path)
  if (!isAbsolute(path)) throw notAFile()
  const found = await stat(path).catch(() => null)
  if (found?.isFile() !== true) throw notAFile()
  return { path, bytes: found.size }
}

/** Files of one name from several folders get a number. */
function numbered(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    const ending = extname(name)
    const stem = name.slice(0, name.length - ending.length)
    let free = name
    for (let count = 2; taken.has(free.toLowerCase()); count += 1) free = `${stem} (${count})${ending}`
    taken.add(free.toLowerCase())
    return free
  })
}
