import { readFile, stat, writeFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { z } from 'zod'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { Agent } from '../../../shared/model/agent.ts'
import {
  agentFileEnding,
  agentFileSchema,
  agentFileVersion,
  largestAgentFile,
  type OfferedAgent,
} from '../../../shared/model/agent-file.ts'
import { agentFileText, withoutOwner } from '../../../shared/rules/share-agent.ts'
import type { Publish } from '../../ipc/publish.ts'
import { storageError } from '../../storage/storage-error.ts'

/** Writes an agent as a file for others. @throws CodedError of `storage.*` */
export async function writeAgentFile(agent: Agent, path: string): Promise<void> {
  try {
    await writeFile(path, agentFileText(agent))
  } catch (thrown) {
    throw storageError(thrown, 'writing an agent file')
  }
}

/**
 * What an agent file offers. Whatever it says of folders, accounts, programs and the like is taken off.
 *
 * @throws CodedError agentFile.unreadable, agentFile.newer, agentFile.notOne
 */
export async function readAgentFile(path: string): Promise<OfferedAgent> {
  const name = basename(path)
  const content = await contentOf(path, name)
  const version = z.looseObject({ format: z.literal(agentFileEnding), version: z.number() }).safeParse(content)
  if (version.success && version.data.version > agentFileVersion) throw new CodedError('agentFile.newer', { name })
  const read = agentFileSchema.safeParse(content)
  if (!read.success) throw new CodedError('agentFile.notOne', { name }, z.prettifyError(read.error).slice(0, 2000))
  const { agent } = read.data
  const ids = new Set(agent.steps.map(({ id }) => id))
  if (ids.size !== agent.steps.length) throw new CodedError('agentFile.notOne', { name }, 'an id is used twice')
  return withoutOwner(agent)
}

/** Reads an agent file and shows what it offers. @throws what `readAgentFile` throws */
export async function offerAgentFile(path: string, publish: Publish): Promise<void> {
  publish({ type: 'agentFile.offered', offer: await readAgentFile(path) })
}

/** The first agent file among paths or the arguments of a start; null where there is none. */
export function agentFileAmong(paths: readonly string[], folder = ''): string | null {
  const found = paths.find((path) => path.toLowerCase().endsWith(`.${agentFileEnding}`) && !path.startsWith('-'))
  return found === undefined ? null : resolve(folder, found)
}

async function contentOf(path: string, name: string): Promise<unknown> {
  try {
    const { size } = await stat(path)
    if (size > largestAgentFile) throw new CodedError('agentFile.notOne', { name }, `${size} bytes`)
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (thrown) {
    if (thrown instanceof CodedError) throw thrown
    if (thrown instanceof SyntaxError) throw new CodedError('agentFile.notOne', { name }, thrown.message)
    throw new CodedError('agentFile.unreadable', { name }, String(thrown))
  }
}
