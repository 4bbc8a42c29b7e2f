import type { ChildProcess } from 'node:child_process'
import { z } from 'zod'

const answerSchema = z.object({
  id: z.number(),
  result: z
    .object({ result: z.object({ value: z.unknown().optional() }), exceptionDetails: z.unknown().optional() })
    .optional(),
})

export type Inspector = {
  /** The value of an expression in the main process; it must be plain data. */
  evaluate(expression: string): Promise<unknown>
  close(): void
}

/** Reaches into the main process of an app that was started with `--inspect=0` and its error output piped. */
export async function inspectMain(child: ChildProcess): Promise<Inspector> {
  return inspectAt(await addressOf(child))
}

/** Reaches into a program that listens at this address; the value of a promise is waited for. */
export async function inspectAt(address: string): Promise<Inspector> {
  const socket = new WebSocket(address)
  await new Promise((resolve, reject) => {
    socket.onopen = resolve
    socket.onerror = () => reject(new Error('the inspector did not answer'))
  })
  const waiting = new Map<number, (data: string) => void>()
  socket.onmessage = ({ data }) => {
    const answer = answerSchema.safeParse(JSON.parse(String(data)))
    if (answer.success) waiting.get(answer.data.id)?.(String(data))
  }
  let last = 0
  return {
    evaluate(expression) {
      const id = ++last
      socket.send(
        JSON.stringify({
          id,
          method: 'Runtime.evaluate',
          params: { expression, awaitPromise: true, returnByValue: true },
        }),
      )
      return new Promise((resolve, reject) => {
        waiting.set(id, (data) => {
          waiting.delete(id)
          const { result } = answerSchema.parse(JSON.parse(data))
          if (result === undefined || result.exceptionDetails !== undefined) reject(new Error(data))
          else resolve(result.result.value)
        })
      })
    },
    close: () => socket.close(),
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stderr?.on('data', (data: Buffer) => {
      text += data.toString()
      const address = /Debugger listening on (ws:\S+)/.exec(text)?.[1]
      if (address !== undefined) resolve(address)
    })
    child.once('exit', (code) => reject(new Error(`it ended with ${code} and said: ${text}`)))
  })
}
