import { z } from 'zod'
import { CodedError } from '../../../shared/contract/errors.ts'

/** One thing the port can do, as the table of operations holds it. */
export type PortOperation = {
  about: string
  /** JSON Schemas of what goes in and what comes out. */
  argsSchema: unknown
  resultSchema: unknown
  example: { args: unknown; ok: unknown }
  /** @throws {CodedError} `request.invalid` when the arguments do not fit their schema. */
  answer(args: unknown): Promise<unknown>
}

/** Declares an operation: the schemas that check it are those that `help` shows. */
export function defineOperation<Args extends z.ZodType, Result extends z.ZodType>(operation: {
  about: string
  args: Args
  result: Result
  example: { args: z.input<Args>; ok: z.output<Result> }
  run(args: z.output<Args>): Promise<z.output<Result>>
}): PortOperation {
  return {
    about: operation.about,
    argsSchema: z.toJSONSchema(operation.args, { io: 'input' }),
    resultSchema: z.toJSONSchema(operation.result),
    example: operation.example,
    async answer(raw) {
      const args = operation.args.safeParse(raw)
      if (!args.success) throw new CodedError('request.invalid', {}, z.prettifyError(args.error))
      return operation.run(args.data)
    },
  }
}
