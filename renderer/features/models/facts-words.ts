import type { ModelFacts } from '../../../shared/model/facts.ts'
import type { Translate } from '../../../shared/rules/format.ts'

/** What a model is good at, in plain words; only what is known is said. */
export function factsWords(facts: ModelFacts, t: Translate): string {
  const able = (['tools', 'vision', 'thinking'] as const).filter((each) => facts[each] === true)
  const words = [
    ...(facts.grade === null ? [] : [t(`models.facts.grade.${facts.grade}`)]),
    ...able.map((each) => t(`models.facts.can.${each}`)),
  ]
  return words.length === 0 ? t('models.facts.unknown') : words.join(t('models.facts.and'))
}
