import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'

const targetsSchema = z.array(z.object({ type: z.string(), webSocketDebuggerUrl: z.string().optional() }))
const answerSchema = z.object({
  id: z.number(),
  result: z.object({ result: z.object({ value: z.unknown() }) }).optional(),
})

/** How often a page that is not there yet is looked for, in milliseconds; the same for every app that is compared. */
const lookEvery = 5

/**
 * Waits until an app started with `--remote-debugging-port` shows an element, drawn, and resolves to the moment
 * (performance.now). Rejects after `limit` milliseconds.
 */
export async function whenShown(port: number, selector: string, limit = 60_000): Promise<number> {
  const deadline = performance.now() + limit
  const address = await keepTrying(deadline, () => addressOfPage(port))
  const question = `new Promise(r => { const look = () => document.querySelector(${JSON.stringify(selector)}) ? requestAnimationFrame(() => requestAnimationFrame(() => r(true))) : setTimeout(look, 2); look() })`
  // A page that is about to load its document has nothing to ask yet.
  return keepTrying(deadline, () => ask(address, question, deadline))
}

/** Where the page of an app that was started with `--remote-debugging-port` is reached. Throws while there is none. */
export async function addressOfPage(port: number): Promise<string> {
  const targets = targetsSchema.parse(await (await fetch(`http://127.0.0.1:${port}/json/list`)).json())
  const page = targets.find(({ type }) => type === 'page')
  if (page?.webSocketDebuggerUrl === undefined) throw new Error('no page yet')
  return page.webSocketDebuggerUrl
}

async function keepTrying<Value>(deadline: number, attempt: () => Promise<Value>): Promise<Value> {
  for (;;) {
    try {
      return await attempt()
    } catch (thrown) {
      if (performance.now() > deadline) throw thrown
      await pause(lookEvery)
    }
  }
}

function ask(address: string, expression: string, deadline: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address)
    const timer = setTimeout(() => reject(new Error('the page showed nothing in time')), deadline - performance.now())
    socket.onopen = () =>
      socket.send(
        JSON.stringify({
          id: 1,
          method: 'Runtime.evaluate',
          params: { expression, awaitPromise: true, returnByValue: true },
        }),
      )
    socket.onmessage = ({ data }) => {
      const answer = answerSchema.safeParse(JSON.parse(String(data)))
      if (!answer.success || answer.data.id !== 1) return
      clearTimeout(timer)
      socket.close()
      if (answer.data.result?.result.value === true) resolve(performance.now())
      else reject(new Error(`the page answered ${String(data)}`))
    }
    socket.onerror = () => reject(new Error('the page hung up'))
  })
}
