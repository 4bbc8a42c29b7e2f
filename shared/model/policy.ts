import { z } from 'zod'
import { providerIdSchema } from './brand.ts'
import { gradeSchema } from './grade.ts'
import { moneySchema } from './money.ts'
import { modelReferenceSchema } from './provider.ts'

/** The policies that leave the choice among the owner's models to the router. */
export const routedPolicies = ['cheapest', 'balanced', 'best'] as const
export const routedPolicySchema = z.enum(routedPolicies)
export type RoutedPolicy = z.infer<typeof routedPolicySchema>

/** Which model an agent thinks with. */
export const modelPolicySchema = z.discriminatedUnion('kind', [
  /** The owner's usual model from the settings. */
  z.object({ kind: z.literal('usual') }),
  z.object({ kind: z.literal('named'), model: modelReferenceSchema }),
  /** The cheapest that is good enough for the task. */
  z.object({ kind: z.literal('cheapest') }),
  /** The cheapest of middle grade or better. */
  z.object({ kind: z.literal('balanced') }),
  /** The strongest grade, and the cheapest within it. */
  z.object({ kind: z.literal('best') }),
])
export type ModelPolicy = z.infer<typeof modelPolicySchema>

/** Models that stand in, in this order, when the agent's own does not answer. */
export const fallbacksSchema = z.array(modelReferenceSchema).max(10)

/** Where an agent's data may go: holds for its model, its stand-ins and every trial. */
export const dataPlaceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('anywhere') }),
  /** Nothing leaves this computer: models of a local server here, or practice. */
  z.object({ kind: z.literal('thisComputer') }),
  z.object({ kind: z.literal('vendors'), providerIds: z.array(providerIdSchema).max(50) }),
])
export type DataPlace = z.infer<typeof dataPlaceSchema>

/** What the work was expected to cost with a model when it was chosen. */
export const expectedCostSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('known'), money: moneySchema }),
  z.object({ kind: z.literal('free') }),
  /** No price is known, or none that can be compared. */
  z.object({ kind: z.literal('unknown') }),
])
export type ExpectedCost = z.infer<typeof expectedCostSchema>

/** Why a run thinks with the model it has: the facts of the sentence that says it. */
export const modelChoiceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('usual') }),
  z.object({ kind: z.literal('named') }),
  /** Nothing but the practice model is set up. */
  z.object({ kind: z.literal('onlyPractice') }),
  z.object({
    kind: z.literal('routed'),
    policy: routedPolicySchema,
    /** The owner's models, and those of them that can do the task and may have the data. */
    models: z.number().int().nonnegative(),
    able: z.number().int().positive(),
    /** Null: nobody has said. */
    grade: gradeSchema.nullable(),
    /** What the expected work costs with it, and with the dearest of the able whose cost can be compared. */
    cost: expectedCostSchema,
    dearest: moneySchema.nullable(),
    /** Able models that could not be compared: without a known price, or without a rate between the currencies. */
    unpriced: z.number().int().nonnegative(),
    withoutRate: z.number().int().nonnegative(),
    /** Models left aside because the data may not go there. */
    forbidden: z.number().int().nonnegative(),
  }),
])
export type ModelChoice = z.infer<typeof modelChoiceSchema>
