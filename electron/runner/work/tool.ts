import { z } from 'zod'
import type { ToolDefinition } from '../model/converse.ts'

export type ToolAnswer = {
  readonly text: string
  /** Something outside was changed, so that the same question may have another answer now. */
  readonly changed?: boolean
  /** Absolute paths of files that were made or changed, and of those that are at their place no more. */
  readonly made?: readonly string[]
  readonly gone?: readonly string[]
}

/** Something the model may use. */
export type Tool = ToolDefinition & {
  /**
   * @param item names this very call within its step, the same after a resume
   * @throws BadArguments for arguments that are not as described; CodedError for anything that went wrong
   */
  call(input: unknown, item: string): Promise<ToolAnswer>
}

/** The model's own mistake, said so that it can do better. */
export class BadArguments extends Error {}

/** A tool of ours: its arguments are checked before anything is done. */
export function makeTool<Schema extends z.ZodType>(
  name: string,
  description: string,
  input: Schema,
  run: (input: z.output<Schema>, item: string) => Promise<ToolAnswer>,
): Tool {
  const { $schema: _, ...parameters } = z.toJSONSchema(input, { io: 'input' })
  return {
    name,
    description,
    parameters: plain(parameters),
    async call(given, item) {
      const read = input.safeParse(given)
      if (!read.success) throw new BadArguments(z.prettifyError(read.error))
      return run(read.data, item)
    },
  }
}

/** Bounds are told when they are broken; in every question they would only cost. */
function plain(schema: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(schema, (key, value: unknown) => (bounds.has(key) ? undefined : value)))
}

const bounds = new Set([
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
  'additionalProperties',
  'default',
])
