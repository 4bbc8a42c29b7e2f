import { describe, expect, test } from 'vitest'
import { errorCodes } from '../../shared/contract/errors.ts'
import { texts } from '../../shared/i18n/texts.ts'
import { fieldsOf, stepDefinitions, stepKinds } from '../../shared/steps/step.ts'
import { calledKeys, flatTexts, usedKeys, withoutPlural } from './text-keys.ts'

const english = flatTexts(texts.en)
const chinese = flatTexts(texts['zh-CN'])
const named = new Set([...english.keys()].map(withoutPlural))

describe('texts', () => {
  test('both languages have the same keys, apart from the singular', () => {
    expect(new Set([...chinese.keys()].map(withoutPlural))).toEqual(named)
    for (const key of chinese.keys()) expect(key).not.toMatch(/_one$/)
  })

  test('a plural has every form its language needs', () => {
    for (const key of english.keys()) {
      if (key.endsWith('_one')) expect(english.has(key.replace(/_one$/, '_other')), key).toBe(true)
      if (key.endsWith('_other')) expect(english.has(key.replace(/_other$/, '_one')), key).toBe(true)
    }
  })

  test('both languages fill in the same values and controls', () => {
    const holes = (text: string) => new Set([...text.matchAll(/\{\{(\w+)\}\}|\[(\w+)\]/g)].map(([hole]) => hole))
    for (const [key, text] of chinese) {
      const source = english.get(key)
      if (source === undefined) continue
      const allowed = new Set([...holes(source), ...holes(english.get(key.replace(/_other$/, '_one')) ?? '')])
      for (const hole of holes(text)) expect(allowed, `${key} ${hole}`).toContain(hole)
      // A Chinese plural may leave out a number that English needs; anything else must be said.
      const said = new Set([...holes(text), '{{count}}', '{{number}}'])
      for (const hole of holes(source)) expect(said, `${key} ${hole}`).toContain(hole)
    }
  })

  test('are short, active and without raised voices', () => {
    for (const [key, text] of [...english, ...chinese]) {
      expect(text, key).not.toMatch(/[!！]/)
      expect(text.trim(), key).not.toBe('')
    }
    for (const [key, text] of english) {
      expect(text, key).not.toMatch(/\b(cron|JSON|API|prompt|execute|workflow|oops)\b/i)
    }
  })

  test('Chinese leaves a gap between hanzi and Latin letters or digits', () => {
    for (const [key, text] of chinese) {
      expect(text.replace(/\{\{\w+\}\}|\[\w+\]/g, ''), key).not.toMatch(
        /\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u,
      )
    }
  })

  test('every error says what happened, what it means and what to do', () => {
    for (const code of errorCodes) {
      for (const part of ['what', 'meaning', 'next']) expect(named, code).toContain(`errors.${code}.${part}`)
    }
  })

  test('what a step counts has its words, at work and done', () => {
    for (const kind of stepKinds) {
      const { unit } = stepDefinitions[kind]
      expect(named).toContain(`units.did.${unit}`)
      expect(named).toContain(`units.progress.${unit}`)
    }
  })

  test("a step's sentence holds every field that can be changed, and no other", () => {
    for (const kind of stepKinds) {
      const sentence = english.get(`steps.${kind}.sentence`) ?? ''
      const controls = [...sentence.matchAll(/\[(\w+)\]/g)].map(([, name]) => name).filter((name) => name !== 'model')
      expect(controls.toSorted()).toEqual(
        fieldsOf(kind)
          .map((field) => field.name)
          .toSorted(),
      )
    }
  })
})

describe('keys in the sources', () => {
  test('every key that is asked for has a text', () => {
    const missing = calledKeys().filter(({ key }) => !named.has(key))
    expect(missing).toEqual([])
  })

  test('every key that is put together has a text', () => {
    const roots = new Set([...named].map((key) => key.split('.')[0]))
    const { patterns } = usedKeys()
    const keys = [...named]
    const idle = patterns
      .filter(({ source }) => roots.has(/: (\w+)\./.exec(source)?.[1] ?? ''))
      .filter(({ pattern }) => !keys.some((key) => pattern.test(key)))
    expect(idle.map(({ source }) => source)).toEqual([])
  })

  test('every text is used', () => {
    const { literals, patterns } = usedKeys()
    const unused = [...named].filter((key) => !literals.has(key) && !patterns.some(({ pattern }) => pattern.test(key)))
    expect(unused).toEqual([])
  })
})
