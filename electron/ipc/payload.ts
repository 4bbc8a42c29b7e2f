/** A request deeper, wider or longer than this is no request of our page. */
export const payloadLimits = { depth: 24, values: 50_000, characters: 2_000_000 }

/**
 * What is wrong with a value that came over IPC, or null when it is plain data of a bearable size. Structured clones may hold
 * cycles, maps and objects of other classes; schemas need not meet them.
 */
export function payloadProblem(payload: unknown): string | null {
  let values = 0
  let characters = 0
  const waiting: { value: unknown; depth: number }[] = [{ value: payload, depth: 0 }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, depth } = next
    values += 1
    if (values > payloadLimits.values) return 'too many values'
    if (depth > payloadLimits.depth) return 'nested too deep'
    if (typeof value === 'string') characters += value.length
    else if (typeof value === 'object' && value !== null) {
      if (!isPlain(value)) return 'not plain data'
      const length = Array.isArray(value) ? value.length : Object.keys(value).length
      if (values + waiting.length + length > payloadLimits.values) return 'too many values'
      for (const [key, inner] of Object.entries(value)) {
        if (key === '__proto__') return 'a reserved name'
        characters += Array.isArray(value) ? 0 : key.length
        waiting.push({ value: inner, depth: depth + 1 })
      }
    } else if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') {
      return 'not plain data'
    }
    if (characters > payloadLimits.characters) return 'too long'
  }
  return null
}

function isPlain(value: object): boolean {
  if (Array.isArray(value)) return true
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
