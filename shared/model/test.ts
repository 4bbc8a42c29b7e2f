import { z } from 'zod'

export const operatorSchema = z.enum([
  'is',
  'isNot',
  'contains',
  'containsNot',
  'above',
  'atLeast',
  'below',
  'atMost',
  'isEmpty',
  'isNotEmpty',
])
export type Operator = z.infer<typeof operatorSchema>

/** Compares one value of a thing with what the owner typed. */
export const comparisonSchema = z.object({
  kind: z.literal('compare'),
  /** Empty: what the thing is called. */
  column: z.string().max(80),
  operator: operatorSchema,
  value: z.string().max(500),
})
export type Comparison = z.infer<typeof comparisonSchema>

/** What decides whether a thing goes on: a plain comparison, or a question the model answers with yes or no. */
export const testSchema = z.discriminatedUnion('kind', [
  comparisonSchema,
  z.object({ kind: z.literal('ask'), question: z.string().trim().max(500) }),
])
export type Test = z.infer<typeof testSchema>
