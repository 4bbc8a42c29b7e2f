import { describe, expect, it } from 'vitest'
import { type ChildProcessLike, createProcessHost } from '../../../electron/supervisor/processes/process-host.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { createPortPair } from '../../helpers/port-pair.ts'
import { birthday } from '../../helpers/things.ts'

/** A child whose death the test decides. */
function makeChild(): { child: ChildProcessLike; heard: unknown[]; exit(code: number): void; blows(): number } {
  const { ours, theirs } = createPortPair()
  const heard: unknown[] = []
  theirs.onMessage((message) => heard.push(message))
  let exit: (code: number) => void = () => undefined
  let blows = 0
  const child: ChildProcessLike = {
    pid: 4711,
    port: ours,
    onExit: (listener) => {
      exit = listener
    },
    kill: () => {
      blows += 1
    },
  }
  return { child, heard, exit: (code: number) => exit(code), blows: () => blows }
}

function setUp(child = makeChild()) {
  const clock = createFakeClock(birthday)
  const host = createProcessHost({ spawn: () => child.child, clock })
  return { clock, host, child, process: host.start('runner') }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('a hosted process', () => {
  it('says with what code it ended, and is no longer counted', async () => {
    const { host, process, child } = setUp()
    expect(host.count()).toBe(1)
    child.exit(7)
    expect(await process.exited).toBe(7)
    expect(process.hasExited()).toBe(true)
    expect(host.count()).toBe(0)
  })

  it('is struck until its end is heard, and never after: its number may be another process by then', async () => {
    const { clock, process, child } = setUp()
    const killed = process.kill()
    expect(child.blows()).toBe(1)
    clock.advance(100)
    expect(child.blows()).toBe(2)
    clock.advance(200)
    expect(child.blows()).toBe(3)
    child.exit(-9)
    await killed
    clock.advance(60_000)
    expect(child.blows()).toBe(3)
    expect(clock.pending()).toBe(0)
  })

  it('is struck again when the system says it is not there yet', async () => {
    const child = makeChild()
    let attempts = 0
    child.child = {
      ...child.child,
      kill: () => {
        attempts += 1
        throw new Error('kill ESRCH')
      },
    }
    const { clock, process } = setUp(child)
    const killed = process.kill()
    clock.advance(100)
    expect(attempts).toBe(2)
    child.exit(0)
    await killed
  })

  it('may go by itself within its grace', async () => {
    const { clock, process, child } = setUp()
    const ended = process.end(300)
    clock.advance(299)
    expect(child.blows()).toBe(0)
    child.exit(0)
    await ended
    clock.advance(1_000)
    expect(child.blows()).toBe(0)
    expect(clock.pending()).toBe(0)
  })

  it('is killed when its grace is over', async () => {
    const { clock, process, child } = setUp()
    const ended = process.end(300)
    clock.advance(300)
    expect(child.blows()).toBe(1)
    child.exit(-9)
    await ended
  })

  it('is sent nothing more once it is gone', async () => {
    const { process, child } = setUp()
    process.port.postMessage('before')
    await turn()
    child.exit(0)
    process.port.postMessage('after')
    await turn()
    expect(child.heard).toEqual(['before'])
  })

  it('that cannot be started is not counted', () => {
    const host = createProcessHost({
      spawn: () => {
        throw new Error('EAGAIN')
      },
      clock: createFakeClock(birthday),
    })
    expect(() => host.start('gateway')).toThrow('EAGAIN')
    expect(host.count()).toBe(0)
  })
})
