import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { z } from 'zod'

/** The vendor in a process of its own, for scripts that run the app beside it. */
export async function startVendorProcess(
  programs: { electron: string; app: string },
  options: object,
): Promise<{ baseUrl: string; stop: () => void }> {
  const program = join(programs.app, 'tests', 'helpers', 'vendor-server', 'main.ts')
  const child = spawn(programs.electron, [program, '--options', JSON.stringify(options)], {
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
