import type { DialectName } from '../../model/provider.ts'

/** Who makes models, as rankings write it before the slash, and the name that is the same in every language. */
const names: ReadonlyMap<string, string> = new Map([
  ['ai21', 'AI21'],
  ['amazon', 'Amazon'],
  ['anthropic', 'Anthropic'],
  ['baidu', 'Baidu'],
  ['bytedance-seed', 'ByteDance'],
  ['cohere', 'Cohere'],
  ['deepseek', 'DeepSeek'],
  ['google', 'Google'],
  ['inclusionai', 'inclusionAI'],
  ['meta', 'Meta'],
  ['microsoft', 'Microsoft'],
  ['minimax', 'MiniMax'],
  ['mistralai', 'Mistral'],
  ['moonshotai', 'Moonshot (Kimi)'],
  ['nousresearch', 'Nous Research'],
  ['nvidia', 'NVIDIA'],
  ['openai', 'OpenAI'],
  ['openrouter', 'OpenRouter'],
  ['perplexity', 'Perplexity'],
  ['qwen', 'Qwen (Alibaba)'],
  ['stepfun', 'StepFun'],
  ['tencent', 'Tencent'],
  ['upstage', 'Upstage'],
  ['x-ai', 'xAI'],
  ['xiaomi', 'Xiaomi'],
  ['z-ai', 'Z.ai (GLM)'],
])

/** Other ways the same makers are written, in rankings and where models are kept. */
const sameMakers: ReadonlyMap<string, string> = new Map([
  ['alibaba', 'qwen'],
  ['bytedance', 'bytedance-seed'],
  ['deepseek-ai', 'deepseek'],
  ['meta-llama', 'meta'],
  ['minimaxai', 'minimax'],
  ['mistral', 'mistralai'],
  ['stepfun-ai', 'stepfun'],
  ['thudm', 'z-ai'],
  ['xai', 'x-ai'],
  ['xiaomimimo', 'xiaomi'],
  ['zai-org', 'z-ai'],
])

/** Families whose names belong to one maker, however a service writes the rest. */
const families: readonly (readonly [RegExp, string])[] = [
  [/^(?:gpt-|chatgpt-|o[134](?:-|$))/, 'openai'],
  [/^claude/, 'anthropic'],
  [/^(?:gemini|gemma)/, 'google'],
  [/^deepseek/, 'deepseek'],
  [/^(?:qwen|qwq|qvq)/, 'qwen'],
  [/^(?:kimi|moonshot)/, 'moonshotai'],
  [/^(?:chat)?glm/, 'z-ai'],
  [/^doubao/, 'bytedance-seed'],
  [/^llama/, 'meta'],
  [/^(?:mi[sx]tral|ministral|codestral|devstral|magistral)/, 'mistralai'],
  [/^grok/, 'x-ai'],
  [/^minimax/, 'minimax'],
  [/^hunyuan/, 'tencent'],
  [/^mimo/, 'xiaomi'],
  [/^nemotron/, 'nvidia'],
  [/^ernie/, 'baidu'],
  [/^phi-?\d/, 'microsoft'],
]

/** Services that serve, first of all, what their own makers make. */
const ofDialect: Readonly<Partial<Record<DialectName, string>>> = {
  openai: 'openai',
  deepseek: 'deepseek',
  doubao: 'bytedance-seed',
  qwen: 'qwen',
  kimi: 'moonshotai',
  glm: 'z-ai',
}

/** What a maker is called; one nobody knows is called as it is written. */
export function makerName(maker: string): string {
  return names.get(maker) ?? maker
}

/** Whose model a name with a slash says it is; null where it has none. */
export function makerBefore(slug: string): string | null {
  const slash = slug.indexOf('/')
  if (slash < 1) return null
  const written = slug.slice(0, slash).toLowerCase()
  return sameMakers.get(written) ?? written
}

/** Who made a model the owner uses, by its name or else by the service; null where neither says. */
export function makerOfOwn(model: string, dialect: DialectName): string | null {
  const before = makerBefore(model)
  if (before !== null && (dialect === 'openrouter' || names.has(before))) return before
  const plain = model.toLowerCase().split('/').at(-1) ?? ''
  return families.find(([pattern]) => pattern.test(plain))?.[1] ?? ofDialect[dialect] ?? null
}
