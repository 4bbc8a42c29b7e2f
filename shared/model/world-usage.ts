import { z } from 'zod'
import { instantSchema, modelNameSchema } from './brand.ts'

const count = z.number().int().nonnegative()
/** Whole tokens as digits: those of the world are trillions, and their sums may be more than a number holds exactly. */
const tokenDigits = z.string().regex(/^\d{1,30}$/)

/** Where a ranking was read. */
export const rankingSourceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('openRouter'), host: z.string().min(1).max(300) }),
  z.object({ kind: z.literal('file'), name: z.string().min(1).max(300) }),
])
export type RankingSource = z.infer<typeof rankingSourceSchema>

/** What a usage ranking says: tokens of each model it names in a stretch of days, and of all others together. */
export const rankingFiguresSchema = z.object({
  /** The days it tells of, both included; null where its lines carry none. */
  from: z.iso.date().nullable(),
  to: z.iso.date().nullable(),
  /** When it was made, where it says so. */
  asOf: instantSchema.nullable(),
  /** Each name once, as the ranking writes it (`deepseek/deepseek-v4-flash`). */
  rows: z.array(z.object({ slug: z.string().min(1).max(200), tokens: tokenDigits })).max(10_000),
  /** Of all models it does not name. */
  other: tokenDigits,
  /** Lines that could not be read, and are in no sum. */
  leftOut: count,
})
export type RankingFigures = z.infer<typeof rankingFiguresSchema>

/** A ranking as it is kept on this computer. */
export const rankingSchema = rankingFiguresSchema.extend({ source: rankingSourceSchema, readAt: instantSchema })
export type Ranking = z.infer<typeof rankingSchema>

const sharesSchema = z.object({
  /** Null: the ranking does not name it. */
  world: tokenDigits.nullable(),
  own: tokenDigits,
})

/** The tokens of a model, in the world and the owner's own. */
export const modelUseSchema = sharesSchema.extend({
  id: z.string(),
  /** As the ranking names it, or as the owner's service does. */
  name: z.string(),
  maker: z.string(),
  /** Under which names the owner asked it. */
  used: z.array(z.object({ model: modelNameSchema, service: z.string() })),
})
export type ModelUse = z.infer<typeof modelUseSchema>

export const makerUseSchema = sharesSchema.extend({ id: z.string(), name: z.string() })
export type MakerUse = z.infer<typeof makerUseSchema>

/** What the world asks beside what the owner asks. Everything adds up: models, makers and `other` to their totals. */
export const worldUsageSchema = z.object({
  /** Null: none was read yet. */
  ranking: rankingSchema.omit({ rows: true }).extend({ total: tokenDigits }).nullable(),
  own: z.object({
    from: z.iso.date(),
    to: z.iso.date(),
    total: tokenDigits,
    /** The practice model was asked too; it is no model of the world and not counted. */
    practised: z.boolean(),
  }),
  /** Those the world asks most first, then those only the owner asks. */
  models: z.array(modelUseSchema),
  makers: z.array(makerUseSchema),
})
export type WorldUsage = z.infer<typeof worldUsageSchema>
