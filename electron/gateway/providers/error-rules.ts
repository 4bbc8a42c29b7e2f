/** How a failure is told by its names (code or type) or by its words. */
export type ErrorRule = { names: readonly string[]; text: RegExp | null }

/** What a refusal can be about; looked up in this order. */
export const refusalKinds = ['passing', 'noMoney', 'badKey', 'tooLong', 'content', 'unknownModel', 'limited'] as const
export type RefusalKind = (typeof refusalKinds)[number]

/** A vendor's own words for refusals, kind by kind. */
export type ErrorRules = Readonly<Partial<Record<RefusalKind, ErrorRule>>>

/** True when the error carries one of the rule's names, or speaks its words. */
export function ruleFits(rule: ErrorRule | undefined, names: readonly string[], message: string): boolean {
  if (rule === undefined) return false
  return names.some((name) => rule.names.includes(name)) || (rule.text?.test(message) ?? false)
}

/** What many servers say, whoever they are: OpenAI's own words, which most have taken over. */
export const commonErrors: ErrorRules = {
  noMoney: {
    names: [
      'insufficient_quota',
      'credit_balance_exhausted',
      'organization_spend_limit_exceeded',
      'project_spend_limit_exceeded',
      'organization_usage_limit_exceeded',
    ],
    text: /insufficient[ _]?balance|insufficient credits|account is overdue|overdue[ -]payment|in arrears|欠费|余额不足/i,
  },
  badKey: {
    names: ['invalid_api_key', 'authentication_error'],
    text: /incorrect api key|invalid api[ -]?key|api key (?:is )?(?:invalid|not valid)|no auth credentials/i,
  },
  tooLong: {
    names: ['context_length_exceeded'],
    text: /maximum context length|context (?:size|length|window)\b.*exceed|exceeds?\b.*context (?:size|length|window)|prompt is too long/i,
  },
  content: {
    names: ['content_filter', 'content_policy_violation'],
    text: /content management policy|inappropriate content/i,
  },
  unknownModel: {
    names: ['model_not_found', 'model_not_supported'],
    text: /model\b.{0,120}(?:does not exist|not found|is not a valid model)|not a valid model|unknown model|no such model/i,
  },
  limited: { names: ['rate_limit_exceeded', 'slow_down'], text: null },
}

/** Everything any of the vendors says: for services that may hide any of them. */
export function mergeErrorRules(all: readonly ErrorRules[]): ErrorRules {
  const merged = refusalKinds.flatMap((kind) => {
    const rules = all.flatMap((one) => one[kind] ?? [])
    const words = rules.flatMap(({ text }) => (text === null ? [] : [`(?:${text.source})`]))
    if (rules.length === 0) return []
    const text = words.length === 0 ? null : new RegExp(words.join('|'), 'i')
    return [[kind, { names: rules.flatMap(({ names }) => names), text }] as const]
  })
  return Object.fromEntries(merged)
}
