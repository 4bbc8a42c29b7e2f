import type { ModelFacts } from '../../model/facts.ts'
import type { DialectName, Model } from '../../model/provider.ts'
import { dialectFacts } from '../../model/dialect-facts.ts'
import { byFamily, inLineUp, nothingKnown, said, type Vendor } from './model-book.ts'

/**
 * What is known of a model: what its owner says, over what the book says by its name. A service that only speaks OpenAI's
 * language may call anything by any name, so of its models only the owner knows.
 */
export function factsOf(dialect: DialectName, model: Pick<Model, 'name' | 'contextTokens' | 'facts'>): ModelFacts {
  return said({ ...model.facts, contextTokens: model.contextTokens }, listedFacts(dialect, model.name))
}

/** What the book says of a model by its name, whatever the owner says. */
export function listedFacts(dialect: DialectName, name: string): ModelFacts {
  const vendor = vendors[dialect]
  if (vendor !== undefined) return inLineUp(vendor, name) ?? nothingKnown
  if (dialect === 'openrouter') return behindRouter(name)
  return dialectFacts[dialect].kind === 'local' ? byFamily(name) : nothingKnown
}

const vendors: Readonly<Partial<Record<DialectName, Vendor>>> = {
  openai: 'openai',
  deepseek: 'deepseek',
  doubao: 'volcengine',
  qwen: 'dashscope',
  kimi: 'moonshot',
  glm: 'zhipu',
}

/** OpenRouter names vendor and model, and a variant behind a colon. https://openrouter.ai/docs (2026-11-23) */
function behindRouter(name: string): ModelFacts {
  const [maker = '', rest = ''] = name.toLowerCase().split('/')
  const vendor = makers.get(maker)
  const [model = ''] = rest.split(':')
  return vendor === undefined ? nothingKnown : (inLineUp(vendor, model) ?? nothingKnown)
}

const makers: ReadonlyMap<string, Vendor> = new Map([
  ['openai', 'openai'],
  ['deepseek', 'deepseek'],
  ['qwen', 'dashscope'],
  ['moonshotai', 'moonshot'],
  ['z-ai', 'zhipu'],
])
