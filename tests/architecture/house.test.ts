import { describe, expect, it } from 'vitest'
import { codeFiles, projectFiles, readSource } from './sources.ts'

const agreedRoot =
  /^(electron|renderer|shared|assets|tests|package\.json|package-lock\.json|tsconfig\.json|vite\.config\.ts|electron-builder\.yml|README\.md|CHANGELOG\.md|CONTRIBUTING\.md|SECURITY\.md|LICENSE|\..+)$/
const lineLimit = 300

describe('the house', () => {
  it('keeps the root closed', () => {
    const atRoot = new Set(projectFiles().map((file) => file.split('/')[0] ?? ''))
    expect([...atRoot].filter((name) => !agreedRoot.test(name))).toEqual([])
  })

  it(`keeps every file under ${lineLimit} lines`, () => {
    const long = codeFiles()
      .map((file) => ({ file, lines: readSource(file).split('\n').length - 1 }))
      // Texts are a table, not a story: one entry a line, and no reader goes through them top to bottom.
      .filter(({ file, lines }) => lines > lineLimit && !file.startsWith('shared/i18n/'))
    expect(long).toEqual([])
  })

  it('silences no doubt', () => {
    const doubts =
      /(:\s*any\b|<any>|\bas any\b|as unknown as|@ts-ignore|@ts-expect-error|oxlint-disable|eslint-disable|biome-ignore)/
    const bad = codeFiles()
      .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('tests/architecture/'))
      .flatMap((file) =>
        readSource(file)
          .split('\n')
          .flatMap((line, index) => (doubts.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
      )
    expect(bad).toEqual([])
  })

  it('leaves nothing for later without saying why', () => {
    const later = /\b(TODO|FIXME|XXX|HACK)\b/
    const bad = codeFiles().filter((file) => !file.startsWith('tests/architecture/') && later.test(readSource(file)))
    expect(bad).toEqual([])
  })

  it('never switches the sandbox off', () => {
    const switchName = ['--no', 'sandbox'].join('-')
    expect(codeFiles().filter((file) => readSource(file).includes(switchName))).toEqual([])
  })

  it('names files in whole lower-case words', () => {
    const bad = codeFiles().filter((file) => {
      const name = file.split('/').at(-1) ?? ''
      return (
        !/^[a-z0-9]+(-[a-z0-9]+)*(\.(test|spec|config|d))?\.(ts|tsx|mjs|css)$/.test(name) && !name.startsWith('zh-CN')
      )
    })
    expect(bad).toEqual([])
  })
})
