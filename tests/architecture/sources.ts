import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = normalize(join(dirname(fileURLToPath(import.meta.url)), '..', '..'))

/** Files that git tracks or would track, relative to the root; a copy without git is handed the list. */
export function projectFiles(): string[] {
  const list = process.env.KAIHE_PROJECT_FILES
  const text =
    list === undefined
      ? execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
      : readFileSync(list, 'utf8')
  return text.split('\n').filter((file) => file !== '' && existsSync(join(root, file)))
}

export function codeFiles(): string[] {
  return projectFiles().filter((file) => /\.(ts|tsx|mjs|css)$/.test(file))
}

export function readSource(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}

export type Import = { from: string; to: string; typeOnly: boolean }

/** Every import, export-from and dynamic import of a TypeScript file; relative ones resolved against the root. */
export function importsOf(file: string): Import[] {
  const found: Import[] = []
  const pattern = /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\s+from\s+)?'([^']+)'|import\(\s*'([^']+)'\s*\)/g
  for (const match of readSource(file).matchAll(pattern)) {
    const specifier = match[2] ?? match[3]
    if (specifier === undefined) continue
    const to = specifier.startsWith('.') ? normalize(join(dirname(file), specifier)) : specifier
    found.push({ from: file, to, typeOnly: match[1] !== undefined })
  }
  return found
}
