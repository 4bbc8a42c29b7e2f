import type { GbnfJsonObjectSchema, GbnfJsonSchema } from 'node-llama-cpp'
import { z } from 'zod'

/** One that refers to nothing outside itself. */
type Grammar = GbnfJsonSchema<{ none: never }>
type ObjectGrammar = GbnfJsonObjectSchema<string, { none: never }>

const scalarSchema = z.union([z.string(), z.number(), z.boolean(), z.null()])
const nodeSchema = z.looseObject({
  type: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .catch(undefined),
  description: z.string().optional().catch(undefined),
  enum: z.array(scalarSchema).min(1).optional().catch(undefined),
  const: scalarSchema.optional().catch(undefined),
  anyOf: z.array(z.unknown()).min(1).optional().catch(undefined),
  oneOf: z.array(z.unknown()).min(1).optional().catch(undefined),
  properties: z.record(z.string(), z.unknown()).optional().catch(undefined),
  required: z.array(z.string()).optional().catch(undefined),
  items: z.unknown().optional(),
})
type Node = z.infer<typeof nodeSchema>

const anyScalar: Grammar = { type: ['string', 'number', 'boolean', 'null'] }
/** Schemas that refer to themselves cannot be written out; so deep none is meant. */
const deepest = 12

/**
 * A JSON schema as far as it can be made a grammar the model cannot leave. What has no counterpart (patterns, formats, limits) is left to
 * whoever checks the answer, and what says nothing may be any simple value.
 */
export function grammarSchema(schema: unknown, depth = 0): Grammar {
  const read = nodeSchema.safeParse(schema)
  if (!read.success || depth > deepest) return anyScalar
  const node = read.data
  const said = node.description === undefined ? {} : { description: node.description }
  if (node.const !== undefined) return { const: node.const, ...said }
  if (node.enum !== undefined) return { enum: node.enum, ...said }
  const choices = node.anyOf ?? node.oneOf
  if (choices !== undefined) return { oneOf: choices.map((each) => grammarSchema(each, depth + 1)), ...said }
  if (Array.isArray(node.type)) {
    const { type: types, ...rest } = node
    return { oneOf: types.map((type) => ofType(type, { ...rest, type }, depth)), ...said }
  }
  return ofType(node.type ?? (node.properties === undefined ? '' : 'object'), node, depth)
}

/** The same for a whole answer, which is always an object. */
export function grammarObject(schema: unknown): ObjectGrammar {
  const read = nodeSchema.safeParse(schema)
  return ofObject(read.success ? read.data : {}, 0)
}

function ofObject(node: Node, depth: number): ObjectGrammar {
  const entries = Object.entries(node.properties ?? {}).map(
    ([name, each]) => [name, grammarSchema(each, depth + 1)] as const,
  )
  if (entries.length === 0) return { type: 'object', additionalProperties: anyScalar }
  const names = entries.map(([name]) => name)
  const required = node.required?.filter((name) => names.includes(name)) ?? []
  return { type: 'object', properties: Object.fromEntries(entries), required }
}

function ofType(type: string, node: Node, depth: number): Grammar {
  const said = node.description === undefined ? {} : { description: node.description }
  switch (type) {
    case 'object':
      return { ...ofObject(node, depth), ...said }
    case 'array':
      return { type: 'array', items: grammarSchema(node.items, depth + 1), ...said }
    case 'string':
    case 'number':
    case 'integer':
    case 'boolean':
    case 'null':
      return { type, ...said }
    default:
      return anyScalar
  }
}
