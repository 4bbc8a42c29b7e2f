import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TextTree } from '../../shared/i18n/texts.ts'

const root = join(import.meta.dirname, '..', '..')
const plural = /_(one|other)$/

/** Every text of a language by its full key. */
export function flatTexts(tree: TextTree, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>()
  for (const [name, value] of Object.entries(tree)) {
    const key = prefix === '' ? name : `${prefix}.${name}`
    if (typeof value === 'string') flat.set(key, value)
    else for (const [inner, text] of flatTexts(value, key)) flat.set(inner, text)
  }
  return flat
}

/** A key as the code names it: without the ending of its plural form. */
export const withoutPlural = (key: string): string => key.replace(plural, '')

/** Keys and key patterns that the sources name: literals, and templates whose holes stand for one part or more. */
export function usedKeys(): { literals: Map<string, string>; patterns: { source: string; pattern: RegExp }[] } {
  const literals = new Map<string, string>()
  const patterns: { source: string; pattern: RegExp }[] = []
  for (const file of sources('renderer').concat(sources('shared'), sources('electron'))) {
    const text = readFileSync(join(root, file), 'utf8')
    for (const [, key = ''] of text.matchAll(/['"]((?:[a-z][\w-]*\.)+[\w-]+)['"]/g)) literals.set(key, file)
    for (const [, template = ''] of text.matchAll(/`([a-z]\w*(?:\.(?:\w+|\$\{[^`}]+\}))+)`/g)) {
      if (template.includes('${')) patterns.push({ source: `${file}: ${template}`, pattern: patternOf(template) })
    }
    for (const [, first = ''] of text.matchAll(/const texts = `([a-z]+)\.\$\{/g)) {
      patterns.push(...texts(text, first).map((pattern) => ({ source: file, pattern })))
    }
  }
  return { literals, patterns }
}

/** Every call of `t` with a plain key, by the file it is in. */
export function calledKeys(): { key: string; file: string }[] {
  return sources('renderer')
    .concat(sources('shared'), sources('electron'))
    .flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8')
      return [...text.matchAll(/\bt\(\s*'([\w.-]+)'/g)].map(([, key = '']) => ({ key, file }))
    })
}

/** Templates that begin with `${texts}`, a prefix the file declares. */
function texts(source: string, first: string): RegExp[] {
  return [...source.matchAll(/`\$\{texts\}((?:\.(?:\w+|\$\{[^`}]+\}))+)`/g)].map(([, rest = '']) =>
    patternOf(`${first}.\${kind}${rest}`),
  )
}

function patternOf(template: string): RegExp {
  const pattern = template
    .split(/(\$\{[^}]+\})/)
    .map((part) => (part.startsWith('${') ? '[\\w.-]+?' : part.replaceAll('.', '\\.')))
    .join('')
  return new RegExp(`^${pattern}$`)
}

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('i18n/en') && !file.startsWith('i18n/zh-CN'))
    .map((file) => join(folder, file))
}
