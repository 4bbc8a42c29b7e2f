import { z } from 'zod'
import { appErrorSchema, CodedError, toAppError } from '../../shared/contract/errors.ts'

/** The part of a message port both ends of a utility process have. */
export type MessagePortLike = {
  postMessage(message: unknown): void
  /** Adds a listener and returns the function that removes it. */
  onMessage(listener: (message: unknown) => void): () => void
}

type OperationTable = Record<string, { readonly request: z.ZodType; readonly reply: z.ZodType }>

/** The types behind a table of schemas: what each operation takes and answers. */
export type ContractOf<Table extends OperationTable> = {
  [Name in keyof Table & string]: { request: z.output<Table[Name]['request']>; reply: z.output<Table[Name]['reply']> }
}

type Contract<Shape> = { [Name in keyof Shape]: { request: unknown; reply: unknown } }
type Schemas<Shape extends Contract<Shape>> = {
  readonly [Name in keyof Shape]: {
    readonly request: z.ZodType<Shape[Name]['request']>
    readonly reply: z.ZodType<Shape[Name]['reply']>
  }
}

const callSchema = z.object({ call: z.number().int(), name: z.string(), args: z.unknown() })
const answerSchema = z.union([
  z.object({ answer: z.number().int(), error: appErrorSchema }),
  z.object({ answer: z.number().int(), value: z.unknown() }),
])

export type PortCaller<Shape extends Contract<Shape>> = {
  call<Name extends keyof Shape & string>(name: Name, args: Shape[Name]['request']): Promise<Shape[Name]['reply']>
  /** Rejects everything still unanswered and everything asked from now on: the other side is gone. */
  close(error: CodedError): void
}

/** Asks the other side of a port; answers are checked against their schema. */
export function createPortCaller<Shape extends Contract<Shape>>(
  port: MessagePortLike,
  schemas: Schemas<Shape>,
): PortCaller<Shape> {
  const waiting = new Map<number, { settle: (value: unknown) => void; reject: (error: Error) => void }>()
  let next = 1
  let closedWith: CodedError | null = null
  const stopListening = port.onMessage((message) => {
    const answer = answerSchema.safeParse(message)
    if (!answer.success) return
    const call = waiting.get(answer.data.answer)
    if (call === undefined) return
    waiting.delete(answer.data.answer)
    if ('error' in answer.data) {
      const { code, params, detail } = answer.data.error
      call.reject(new CodedError(code, params, detail))
    } else {
      call.settle(answer.data.value)
    }
  })
  return {
    call<Name extends keyof Shape & string>(name: Name, args: Shape[Name]['request']) {
      return new Promise<Shape[Name]['reply']>((resolve, reject) => {
        if (closedWith !== null) {
          reject(closedWith)
          return
        }
        const id = next++
        const settle = (value: unknown) => {
          try {
            resolve(read(schemas[name].reply, value))
          } catch (thrown) {
            reject(new CodedError('unexpected', {}, `unreadable answer to ${name}: ${String(thrown)}`))
          }
        }
        waiting.set(id, { settle, reject })
        port.postMessage({ call: id, name, args })
      })
    },
    close(error) {
      closedWith = error
      stopListening()
      for (const call of waiting.values()) call.reject(error)
      waiting.clear()
    },
  }
}

export type PortHandlers<Shape extends Contract<Shape>> = {
  [Name in keyof Shape]: (args: Shape[Name]['request']) => Promise<Shape[Name]['reply']>
}

/**
 * Answers the other side's calls; bad arguments are answered with `request.invalid`. Returns the function that stops.
 *
 * @param onThrown told of every error, after it was answered
 */
export function answerPortCalls<Shape extends Contract<Shape>>(
  port: MessagePortLike,
  schemas: Schemas<Shape>,
  handlers: PortHandlers<Shape>,
  onThrown: (name: string, thrown: unknown) => void = () => undefined,
): () => void {
  const isOperation = (name: string): name is keyof Shape & string => Object.hasOwn(schemas, name)
  const answerOne = async <Name extends keyof Shape & string>(name: Name, args: unknown): Promise<unknown> => {
    let request: Shape[Name]['request']
    try {
      request = read(schemas[name].request, args)
    } catch (thrown) {
      throw new CodedError('request.invalid', {}, `${name}: ${String(thrown)}`)
    }
    return handlers[name](request)
  }
  return port.onMessage((message) => {
    const parsed = callSchema.safeParse(message)
    if (!parsed.success) return
    const { call, name, args } = parsed.data
    const work = isOperation(name)
      ? answerOne(name, args)
      : Promise.reject(new CodedError('request.invalid', {}, `no operation ${name}`))
    work.then(
      (value) => port.postMessage({ answer: call, value }),
      (thrown: unknown) => {
        port.postMessage({ answer: call, error: toAppError(thrown) })
        onThrown(name, thrown)
      },
    )
  })
}

function read<Value>(schema: z.ZodType<Value>, value: unknown): Value {
  return schema.parse(value)
}
