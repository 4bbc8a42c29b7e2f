import { request } from 'node:http'
import { utilityProcess } from 'electron'

const token = 'b'.repeat(64)

/** P12: the same streamed calls straight to the vendor and through the gateway, alone and many at once, in turn. */
export async function measureCalls({ gateway, plan }) {
  const door = await openGateway(gateway, plan)
  const straight = { url: `${plan.vendor}/chat/completions`, model: 'bench-model', key: 'bench-key' }
  const through = { url: `http://127.0.0.1:${door.port}/v1/chat/completions`, model: 'bench/bench-model', key: token }
  const results = {}
  let ordinal = 0
  const once = async (target, count) => {
    const calls = Array.from({ length: count }, () => stream(target, ordinal++, plan.prompt))
    return Promise.all(calls)
  }
  await once(straight, 1)
  await once(through, 1)
  for (const count of plan.together) {
    const straightCalls = []
    const throughCalls = []
    for (let round = 0; round < plan.rounds; round++) {
      straightCalls.push(...(await once(straight, count)))
      throughCalls.push(...(await once(through, count)))
    }
    results[count] = { straight: straightCalls, through: throughCalls }
  }
  door.kill()
  return results
}

async function openGateway(program, plan) {
  const child = utilityProcess.fork(program, [], { serviceName: 'bench-gateway', stdio: 'inherit' })
  let next = 1
  const waiting = new Map()
  child.on('message', (message) => waiting.get(message.answer)?.(message))
  const call = (name, args) =>
    new Promise((resolve, reject) => {
      const id = next++
      waiting.set(id, (message) =>
        message.error ? reject(new Error(JSON.stringify(message.error))) : resolve(message.value),
      )
      child.postMessage({ call: id, name, args })
    })
  const { port } = await call('configure', plan.configure)
  await call('run.admit', { ...plan.pass, token })
  return { port, kill: () => child.kill() }
}

/** One streamed call: milliseconds to the first token and tokens per second after it. */
function stream({ url, model, key }, ordinal, prompt) {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    let first = null
    let words = 0
    const call = request(
      url,
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': 'application/json',
          'x-kaihe-call': `bench/item/${ordinal}`,
        },
      },
      (response) => {
        if (response.statusCode !== 200) reject(new Error(`status ${response.statusCode}`))
        response.setEncoding('utf8')
        response.on('data', (text) => {
          // The words of the answer, however many a chunk has of them.
          const found = text.split('word').length - 1
          if (found > 0) first ??= performance.now()
          words += found
        })
        response.on('end', () => {
          const seconds = (performance.now() - first) / 1000
          resolve({ firstTokenMs: first - started, tokensPerSecond: words / seconds })
        })
        response.on('error', reject)
      },
    )
    call.on('error', reject)
    call.end(
      JSON.stringify({
        model,
        stream: true,
        stream_options: { include_usage: true },
        messages: [{ role: 'user', content: `${prompt} ${ordinal}` }],
      }),
    )
  })
}
