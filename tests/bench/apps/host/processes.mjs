import { readFileSync } from 'node:fs'
import { utilityProcess } from 'electron'

/** P5: a bare utility process and a runner that reads one small text, in turn; time to the first step done, and memory then. */
export async function measureRunner({ empty, runner, plan }) {
  const bare = { ms: [], bytes: [] }
  const ours = { ms: [], bytes: [] }
  for (let round = 0; round < plan.rounds; round++) {
    await measure(bare, empty, (child, done) => child.once('message', done))
    await measure(ours, runner, (child, done, fail) => {
      child.on('message', (message) => {
        if (message.type === 'step' && message.state === 'done') done()
        if (message.type === 'failed') fail(new Error(JSON.stringify(message)))
        if (message.call !== undefined) child.postMessage(answer(message))
      })
      child.postMessage({ type: 'start', order: { ...plan.order, runId: `run-${round}` } })
    })
  }
  return { bare, ours }
}

function answer({ call, name }) {
  if (name === 'checkpoints.read') return { answer: call, value: { checkpoints: [] } }
  // Stops the run after its first step: the model is never reached.
  return { answer: call, value: {} }
}

async function measure(into, program, whenDone) {
  const started = performance.now()
  const child = utilityProcess.fork(program, [], { serviceName: 'bench', stdio: 'inherit' })
  await new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${program} ended with ${code}`)))
    whenDone(child, resolve, reject)
  })
  into.ms.push(performance.now() - started)
  into.bytes.push(memoryOf(child.pid))
  const gone = new Promise((resolve) => child.once('exit', resolve))
  process.kill(child.pid, 'SIGKILL')
  await gone
}

function memoryOf(pid) {
  return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))[1]) * 1024
}
