import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { isAlive, until } from '../../helpers/process-world.ts'

it('no runner outlives main when main is killed', { timeout: 60_000 }, async () => {
  const main = fork(join(import.meta.dirname, '..', '..', 'helpers', 'main-process.ts'), {
    execArgv: [],
    env: { PATH: process.env.PATH, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const [said] = await once(main, 'message')
  const runners = z.array(z.number()).length(2).parse(said)
  expect(runners.filter(isAlive)).toEqual(runners)
  main.kill('SIGKILL')
  await once(main, 'exit')
  await until(() => !runners.some(isAlive))
})
