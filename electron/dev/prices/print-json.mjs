const width = 120

/** JSON as the formatter of this repository leaves it: what fits on a line stays on one. */
export function printJson(value) {
  return `${print(value, '', 0)}\n`
}

/** `before` is how much of the first line is taken. */
function print(value, indent, before) {
  const line = onOneLine(value)
  if (indent.length + before + line.length < width) return line
  const inner = `${indent}  `
  if (Array.isArray(value)) {
    return `[\n${value.map((item) => inner + print(item, inner, 0)).join(',\n')}\n${indent}]`
  }
  const entries = Object.entries(value).map(([key, item]) => {
    const name = `${JSON.stringify(key)}: `
    return inner + name + print(item, inner, name.length)
  })
  return `{\n${entries.join(',\n')}\n${indent}}`
}

function onOneLine(value) {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) {
    return `[${value.map(onOneLine).join(', ')}]`
  }
  const entries = Object.entries(value).map(([key, item]) => [JSON.stringify(key), onOneLine(item)])
  return entries.length === 0 ? '{}' : `{ ${entries.map(([key, item]) => `${key}: ${item}`).join(', ')} }`
}
