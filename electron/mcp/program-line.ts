import { ReadBuffer, serializeMessage } from '@modelcontextprotocol/sdk/shared/stdio.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js'
import { endGroup } from '../end-group.ts'
import { launchGroup } from '../launch-group.ts'
import type { ServerWay } from './protocol.ts'

const mostBytes = 8 * 1024 * 1024
const lastWordsKept = 4000

export type ProgramLine = Transport & {
  /** What the program last said beside the line, for the details of an error. */
  lastWords(): string
}

/**
 * Speaks to a server that is a program, over its input and output. The program leads a group of its own, which is gone when this
 * process is.
 *
 * @param onStarted main knows of the group before the program begins
 */
export function createProgramLine(
  way: Extract<ServerWay, { kind: 'program' }>,
  onStarted: (pid: number) => Promise<void>,
): ProgramLine {
  const buffer = new ReadBuffer({ maxBufferSize: mostBytes })
  let words = ''
  let end: () => void = () => undefined
  let write: (text: string) => void = () => {
    throw new Error('the program has not begun')
  }
  const line: ProgramLine = {
    async start() {
      const { child, begin } = launchGroup({ ...way, input: 'line', environment: way.secrets })
      const { pid } = child
      if (pid === undefined) throw await new Promise<Error>((resolve) => child.once('error', resolve))
      let isOver = false
      end = () => {
        if (!isOver) endGroup(pid)
      }
      child.once('exit', () => {
        end()
        isOver = true
      })
      child.once('close', () => line.onclose?.())
      child.stderr?.on('data', (bytes: Buffer) => {
        words = (words + bytes.toString('utf8')).slice(-lastWordsKept)
      })
      child.stdout?.on('data', (bytes: Buffer) => {
        try {
          buffer.append(bytes)
        } catch (thrown) {
          fail(thrown)
          end()
          return
        }
        hearAll()
      })
      write = (text) => void child.stdin?.write(text)
      await onStarted(pid)
      begin()
    },
    async send(message) {
      write(serializeMessage(message))
    },
    async close() {
      end()
    },
    lastWords: () => words,
  }

  const fail = (thrown: unknown) => line.onerror?.(thrown instanceof Error ? thrown : new Error(String(thrown)))

  /** Programs also write what is no message; that costs them the line, not the connection. */
  const hearAll = () => {
    for (;;) {
      let message: JSONRPCMessage | null
      try {
        message = buffer.readMessage()
      } catch (thrown) {
        fail(thrown)
        continue
      }
      if (message === null) return
      line.onmessage?.(message)
    }
  }
  return line
}
