import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { z } from 'zod'
import { named } from './processes.ts'

/** The vendor in a process of its own, slow enough to be caught in the middle, with a journal that outlives kills. */
export async function startVendor(journal: string): Promise<{ baseUrl: string; stop: () => void }> {
  const program = join(named('KAIHE_APP'), 'tests', 'helpers', 'vendor-server', 'main.ts')
  const options = JSON.stringify({ journal, defaults: { pieces: 12, millisecondsPerPiece: 25 } })
  const child = spawn(named('KAIHE_ELECTRON'), [program, '--options', options], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (data: Buffer) => resolve(data.toString()))
    child.once('error', reject)
  })
  const { baseUrl } = z.object({ baseUrl: z.string() }).parse(JSON.parse(line))
  return { baseUrl, stop: () => child.stdin.end() }
}
