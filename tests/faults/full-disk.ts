import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { type Disk, systemDisk } from '../../electron/runner/tools/files/disk.ts'
import { systemError } from '../runner/tools/files/fake-disk.ts'
import type { Fault, FaultReport } from './fault.ts'
import { prepareWorkshop, tryReport } from './places.ts'

const reportSchema = z.object({ counts: z.record(z.string(), z.number()), problems: z.array(z.string()) })
const operations = ['writeNew', 'link', 'rename', 'read', 'inspect', 'real', 'syncFolder'] as const
const codes = ['EIO', 'ENOSPC', 'EROFS', 'EACCES'] as const

/** R2: every place we write, on a real disk that is full after some bytes or read-only, and a report on a disk that breaks at each step. */
export const fullDisk: Fault = {
  id: 'R2',
  what: 'disks that are full, read-only or broken',
  async run({ random, rounds }) {
    const small = onSmallDisk(Math.floor(random() * 1_000_000), rounds)
    await prepareWorkshop()
    const broken = await onBrokenDisk()
    return {
      counts: { ...small.counts, ...broken.counts },
      problems: [...small.problems, ...broken.problems],
    }
  },
}

/** A disk of two megabytes of its own, which only this process's children see: Linux lets any user have one in a namespace. */
function onSmallDisk(seed: number, rounds: number): FaultReport {
  const folder = mkdtempSync(join(tmpdir(), 'kaihe-small-disk-'))
  const script = join(import.meta.dirname, 'small-disk.ts')
  const mount = 'mount -t tmpfs -o size=2m tmpfs "$0" && exec "$@"'
  const command = ['-rm', 'sh', '-c', mount, folder, process.execPath, script, folder, String(seed), String(rounds)]
  const ended = spawnSync('unshare', command, { encoding: 'utf8', env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } })
  rmSync(folder, { recursive: true, force: true })
  if (ended.status !== 0) {
    const why = ended.error?.message ?? ended.stderr.trim().slice(-600)
    return { counts: {}, problems: [`no small disk could be tried: ${why}`] }
  }
  return reportSchema.parse(JSON.parse(ended.stdout))
}

/** One operation fails, each in turn, with each of the system's reasons. */
async function onBrokenDisk(): Promise<FaultReport> {
  const problems: string[] = []
  let tried = 0
  for (const operation of operations) {
    for (const code of codes) {
      tried += 1
      const bad: Disk = { ...systemDisk, [operation]: () => Promise.reject(systemError(code)) }
      const problem = await tryReport(bad)
      if (problem !== null) problems.push(`a report, ${operation} answers ${code}: ${problem}`)
    }
  }
  return { counts: { 'reports on a disk that breaks at one step': tried }, problems }
}
