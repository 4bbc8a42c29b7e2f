import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './fixtures.ts'

test('what was restored counts as started well in a start without a window too', async ({ folder }) => {
  const dataDir = join(folder, 'data')
  const old = 'before-restoring-2026-11-01'
  await mkdir(join(dataDir, old), { recursive: true })
  await writeFile(
    join(dataDir, 'exchange.json'),
    JSON.stringify({ kind: 'restore', stage: 'try', tries: 1, aside: old }),
  )
  const { KAIHE_ELECTRON = '', KAIHE_APP = '' } = process.env
  const switches = ['--headless-job', '--ozone-platform=headless', '--disable-gpu', '--log-level=3']
  const { status, stdout } = spawnSync(KAIHE_ELECTRON, [KAIHE_APP, ...switches, `--data-dir=${dataDir}`], {
    env: { ...process.env, HOME: folder, ELECTRON_RUN_AS_NODE: undefined },
    encoding: 'utf8',
    timeout: 60_000,
  })
  expect(status, stdout).toBe(0)
  expect(existsSync(join(dataDir, 'exchange.json'))).toBe(false)
  expect(await readdir(dataDir)).toContain(old)
})
