import { z } from 'zod'
import dashscope from '../../../assets/models/dashscope.json' with { type: 'json' }
import deepseek from '../../../assets/models/deepseek.json' with { type: 'json' }
import familyFile from '../../../assets/models/families.json' with { type: 'json' }
import moonshot from '../../../assets/models/moonshot.json' with { type: 'json' }
import openai from '../../../assets/models/openai.json' with { type: 'json' }
import volcengine from '../../../assets/models/volcengine.json' with { type: 'json' }
import zhipu from '../../../assets/models/zhipu.json' with { type: 'json' }
import { type ModelFacts, type OwnFacts, ownFactsSchema } from '../../model/facts.ts'
import { gradeSchema } from '../../model/grade.ts'
import { priceEvidenceSchema } from '../../model/price.ts'

const sourcesSchema = z.record(z.string(), priceEvidenceSchema.extend({ name: z.string().min(1).max(300) }))

/** A vendor's file in assets/models. What it does not say of a model is unknown. */
export const lineUpSchema = z.object({
  vendor: z.string(),
  asOf: z.iso.date(),
  sources: sourcesSchema,
  models: z.array(
    ownFactsSchema.extend({
      id: z.string(),
      contextTokens: z.number().int().positive().optional(),
      source: z.string(),
    }),
  ),
})

/** The file of open models: told by family, graded by size. */
export const familiesSchema = z.object({
  asOf: z.iso.date(),
  sources: sourcesSchema,
  sizes: z.array(z.object({ below: z.number().positive(), grade: gradeSchema })),
  families: z.array(ownFactsSchema.extend({ pattern: z.string(), source: z.string() })),
})

const vendorFiles = { dashscope, deepseek, moonshot, openai, volcengine, zhipu }
export type Vendor = keyof typeof vendorFiles

export const nothingKnown: ModelFacts = {
  contextTokens: null,
  grade: null,
  tools: null,
  vision: null,
  thinking: null,
  languages: null,
}

/** What is said over what was known before. */
export function said(own: OwnFacts & { contextTokens?: number | null | undefined }, before: ModelFacts): ModelFacts {
  return {
    contextTokens: own.contextTokens ?? before.contextTokens,
    grade: own.grade ?? before.grade,
    tools: own.tools ?? before.tools,
    vision: own.vision ?? before.vision,
    thinking: own.thinking ?? before.thinking,
    languages: own.languages ?? before.languages,
  }
}

const read = new Map<Vendor, ReadonlyMap<string, ModelFacts>>()

/** What a vendor's line-up says of a model; a date behind its name changes nothing. Null for one it does not have. */
export function inLineUp(vendor: Vendor, name: string): ModelFacts | null {
  const models = read.get(vendor) ?? readLineUp(vendor)
  const key = name.toLowerCase()
  return models.get(key) ?? models.get(key.replace(/-(\d{6}|\d{8}|\d{4}-\d{2}-\d{2}|latest)$/, '')) ?? null
}

function readLineUp(vendor: Vendor): ReadonlyMap<string, ModelFacts> {
  const listed = lineUpSchema.parse(vendorFiles[vendor]).models
  const models = new Map(listed.map((model) => [model.id.toLowerCase(), said(model, nothingKnown)]))
  read.set(vendor, models)
  return models
}

let families: z.infer<typeof familiesSchema> | null = null

/** What an open model's name tells: its family's abilities, and a grade by its size. */
export function byFamily(name: string): ModelFacts {
  families ??= familiesSchema.parse(familyFile)
  const plain = (name.split('/').at(-1) ?? name).toLowerCase().replaceAll('_', '-').replaceAll(':', '-')
  const family = families.families.find(({ pattern }) => new RegExp(`(?:^|-)(?:${pattern})`).test(plain))
  const billions = /(?:^|-)(\d+(?:\.\d+)?)b(?![a-z0-9])/.exec(plain)?.[1]
  const grade = families.sizes.find(({ below }) => Number(billions) < below)?.grade ?? null
  return { ...said(family ?? {}, nothingKnown), grade }
}
