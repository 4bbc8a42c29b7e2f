import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { errorCodes } from '../../../../shared/contract/errors.ts'
import { texts } from '../../../../shared/i18n/texts.ts'
import { guideChapters } from '../../../../shared/model/guide.ts'
import { languageSchema } from '../../../../shared/model/settings.ts'
import { findSections, titleOf } from '../../../../renderer/features/guide/find-sections.ts'
import { chapterAbout } from '../../../../renderer/parts/chapter-about.ts'
import { flatTexts } from '../../../i18n/text-keys.ts'

const root = join(import.meta.dirname, '../../../../assets/guide')
const read = (language: string, name: string) => readFileSync(join(root, language, `${name}.md`), 'utf8')
const chaptersOf = (language: string) => guideChapters.map((name) => ({ name, text: read(language, name) }))
const pictureBytes = 60_000
const mostPictures = 12

describe.each(languageSchema.options)('the guide in %s', (language) => {
  const chapters = chaptersOf(language)
  const folder = join(root, language)

  test('has every chapter, each with a title of its own, and no other file', () => {
    const titles = chapters.map(titleOf)
    expect(new Set(titles).size).toBe(guideChapters.length)
    expect(titles).not.toContain('')
    const others = readdirSync(folder).filter((file) => !file.endsWith('.jpg'))
    expect(others.toSorted()).toEqual(guideChapters.map((name) => `${name}.md`).toSorted())
  })

  test('names as many parts and pictures as the other language', () => {
    for (const { name, text } of chapters) {
      const other = read(language === 'en' ? 'zh-CN' : 'en', name)
      expect(text.match(/^## /gm)?.length, name).toBe(other.match(/^## /gm)?.length)
      expect(picturesIn(text), name).toEqual(picturesIn(other))
      expect(linksIn(text), name).toEqual(linksIn(other))
    }
  })

  test('shows pictures that are there, small, and all of them', () => {
    const named = chapters.flatMap(({ text }) => picturesIn(text))
    for (const picture of named) {
      expect(existsSync(join(folder, picture)), picture).toBe(true)
      expect(statSync(join(folder, picture)).size, picture).toBeLessThan(pictureBytes)
    }
    expect(
      readdirSync(folder)
        .filter((file) => file.endsWith('.jpg'))
        .toSorted(),
    ).toEqual([...new Set(named)].toSorted())
    expect(new Set(named).size).toBeLessThanOrEqual(mostPictures)
    for (const { name, text } of chapters) expect(text, name).not.toMatch(/!\[\s*\]/)
  })

  test('links to chapters that are there', () => {
    const files: readonly string[] = guideChapters.map((name) => `${name}.md`)
    for (const { name, text } of chapters) for (const link of linksIn(text)) expect(files, name).toContain(link)
  })

  test('writes in bold what the app says, word for word', () => {
    const said = new Set(flatTexts(texts[language]).values())
    const unsaid = chapters.flatMap(({ name, text }) =>
      [...text.matchAll(/\*\*([^*]+)\*\*/g)].flatMap(([, words = '']) =>
        said.has(words) ? [] : [`${name}: ${words}`],
      ),
    )
    expect(unsaid).toEqual([])
  })

  test('speaks as the app does: no jargon, no raised voice, gaps beside Latin letters', () => {
    for (const { name, text } of chapters) {
      const words = text.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
      expect(words, name).not.toMatch(/[!！]/)
      expect(words, name).not.toMatch(
        /\b(cron|JSON|API|prompt|execute|workflow|oops|terminal|command line|SQL|webhook|backend|(?<!\.)config)\b/i,
      )
      expect(words.replaceAll('**', ''), name).not.toMatch(/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u)
    }
  })
})

test('a search finds chapters by plain words, whole and in part', () => {
  const first = (typed: string, language: 'en' | 'zh-CN') => findSections(chaptersOf(language), typed, language)[0]
  expect(first('limits', 'en')?.chapter).toBe('limits')
  expect(first('missed run', 'en')).toMatchObject({ chapter: 'schedules' })
  expect(first('how can I undo', 'en')?.chapter).toBe('undo')
  expect(first('keyring', 'en')).toMatchObject({ chapter: 'models-and-keys', heading: 'Where the key is kept' })
  expect(first('keyring', 'en')?.around).toContain('keyring of a Linux desktop')
  expect(first('上限', 'zh-CN')?.chapter).toBe('limits')
  expect(first('错过', 'zh-CN')?.chapter).toBe('schedules')
  expect(first('怎么撤销改动', 'zh-CN')?.chapter).toBe('undo')
  expect(first('密钥库', 'zh-CN')).toMatchObject({ chapter: 'models-and-keys' })
  expect(findSections(chaptersOf('en'), 'zzqx', 'en')).toEqual([])
  expect(findSections(chaptersOf('en'), '  ', 'en')).toEqual([])
  // What a reader does not see is not found.
  expect(findSections(chaptersOf('en'), '](', 'en')).toEqual([])
})

test('errors about limits, services and questions lead to a chapter, and each chapter named is one', () => {
  expect(chapterAbout('budget.reached')).toBe('limits')
  expect(chapterAbout('budget.priceMissing')).toBe('own-prices')
  expect(chapterAbout('provider.keyRefused')).toBe('models-and-keys')
  expect(chapterAbout('model.notAllowed')).toBe('privacy')
  expect(chapterAbout('file.diskFull')).toBeNull()
  const led = new Set(errorCodes.map(chapterAbout))
  expect(led.size).toBeGreaterThan(8)
})

function picturesIn(text: string): string[] {
  return [...text.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, name = '']) => name)
}

function linksIn(text: string): string[] {
  return [...text.matchAll(/(?<!!)\[[^\]]*\]\(([^)]+)\)/g)].map(([, name = '']) => name)
}
