import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'
import { besides, carriedBy, packageFolder, problemsOf, readShipped, type Shipped } from './shipped.ts'

/** The file beside the page that holds the list; the page loads it when somebody wants to read it. */
export const listName = 'licences.js'

/**
 * Notes which packages the bundles hold. The page is built last (vite.config.ts says so) and carries the list of all programs. A
 * package that may not be shipped ends the build.
 */
export function licences({ root, page, others }: { root: string; page: string; others: readonly string[] }): Plugin {
  const noteOf = (environment: string) => join(root, 'dist', 'licences', `${environment}.json`)
  return {
    name: 'licences',
    apply: 'build',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((file) =>
        file.type === 'chunk' ? file.moduleIds : file.originalFileNames.map((name) => join(root, 'renderer', name)),
      )
      const folders = [...new Set(modules.flatMap((module) => packageFolder(module) ?? []))].toSorted()
      const { name } = this.environment
      if (name !== page) {
        mkdirSync(dirname(noteOf(name)), { recursive: true })
        writeFileSync(noteOf(name), JSON.stringify(folders))
        return
      }
      const elsewhere = others.flatMap((other): string[] => JSON.parse(readFileSync(noteOf(other), 'utf8')))
      const beside = [...besides, ...machineCode(root)]
        .map((each) => join(root, 'node_modules', each))
        .filter((folder) => existsSync(folder))
      const shipped = list([...folders, ...elsewhere, ...beside])
      const problems = problemsOf(shipped)
      if (problems.length > 0) this.error(`These may not be shipped:\n${problems.join('\n')}`)
      this.emitFile({
        type: 'asset',
        fileName: listName,
        source: `export const shipped = ${JSON.stringify([...shipped, ...carriedBy(shipped)])}\n`,
      })
    },
  }
}

/** The packages of one system each whose programs the build copies (vite.config.ts). */
function machineCode(root: string): string[] {
  return ['@parcel', '@node-llama-cpp'].flatMap((scope) => {
    const folder = join(root, 'node_modules', scope)
    const names = existsSync(folder) ? readdirSync(folder) : []
    return names
      .filter((name) => name.includes(`${process.platform}-${process.arch}`))
      .map((name) => `${scope}/${name}`)
  })
}

/** Each package once, by name; two versions of one package are two entries. */
function list(folders: readonly string[]): Shipped[] {
  const read = [...new Set(folders)].map(readShipped)
  const byName = new Map(read.map((each) => [`${each.name} ${each.version}`, each]))
  return [...byName.entries()].toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([, each]) => each)
}
