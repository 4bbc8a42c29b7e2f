import { systemClock } from '../../electron/clock.ts'
import { createProcessHost } from '../../electron/supervisor/processes/process-host.ts'
import { createForkedProcesses } from './fork-process.ts'

// Main as a process of its own that has started runners, for tests that kill it: it says which they are once all of them beat.

const processes = createProcessHost({ spawn: createForkedProcesses().spawn, clock: systemClock })
const runners = [processes.start('runner'), processes.start('runner')]
let silent = runners.length
for (const { port } of runners) {
  const stop = port.onMessage(() => {
    stop()
    silent -= 1
    if (silent === 0) process.send?.(runners.map((each) => each.pid()))
  })
}
