import { describe, expect, test } from 'vitest'
import { todayAnswer } from '../../../../renderer/features/home/today-answer.ts'
import { createTranslator } from '../../../../shared/i18n/translate.ts'
import { scenes } from '../../fixtures/scenes.ts'

const inEnglish = createTranslator('en').t

function titleOf(scene: string, wanted = ''): string {
  const mirror = scenes[scene]?.(new URLSearchParams(wanted))
  if (mirror === undefined) throw new Error(`no scene ${scene}`)
  const { main, mainCount, rest, restCount } = todayAnswer(mirror)
  const said = [inEnglish(main, { count: mainCount, number: mainCount })]
  if (rest !== '') said.push(inEnglish(rest, { count: restCount, number: restCount }))
  return said.join(' ')
}

describe('the answer of the Today screen', () => {
  test.each([
    ['none', '', 'Give your computer a first job.'],
    ['first', '', 'Give your computer a first job.'],
    ['busy', '', 'Nothing needs you. 3 agents are working.'],
    ['failing', '', '2 things need you. Everything else is running well.'],
    ['failing', 'paused=1', '2 things need you. Everything else is paused.'],
    ['quiet', '', 'Nothing needs you. Your agents wait for their hour.'],
    ['quiet', 'paused=1', 'Everything is paused. Nothing starts until you go on.'],
  ])('%s %s', (scene, wanted, title) => {
    expect(titleOf(scene, wanted)).toBe(title)
  })
})
