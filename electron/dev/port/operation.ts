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
      if (!args.success) throw new CodedError('request.invalid', {}, explain(args.error))
      return operation.run(args.data)
    },
  }
}

/** What is wrong and where; of several forms an argument may have, the one that was most likely meant. */
function explain(error: z.ZodError): string {
  return z.prettifyError(new z.ZodError(error.issues.flatMap((issue) => withoutUnions(issue))))
}

type Issue = z.core.$ZodIssue

function withoutUnions(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue]
  const forms = issue.errors.map((issues) => issues.flatMap((inner) => withoutUnions(inner)))
  const [likeliest] = forms.toSorted((left, right) => closeness(right) - closeness(left))
  if (likeliest === undefined) return [issue]
  return likeliest.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }))
}

/** A form that fails deep inside was meant more likely than one of another type altogether. */
function closeness(issues: readonly Issue[]): number {
  const isOtherType = issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0)
  return isOtherType ? -1 : Math.max(0, ...issues.map(({ path }) => path.length))
}
