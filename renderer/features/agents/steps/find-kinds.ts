import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { kindIcons } from './kind-icons.ts'
import { stepDefinitions, type StepKind, stepKinds } from '../../../../shared/steps/step.ts'

/** Where people look for a step, in the order of a task. */
export const groups = ['read', 'ask', 'decide', 'make', 'tell'] as const

const inOrder = Object.keys(kindIcons)

export type KindText = {
  readonly kind: StepKind
  readonly group: (typeof groups)[number]
  readonly name: string
  /** What is said of it in lower case: its name, what it is about, its sentence. */
  readonly said: readonly [string, string, string]
}

/** The texts of every kind of step, to search in. */
export function useKindTexts(): readonly KindText[] {
  const { t } = useTranslation()
  return useMemo(
    () =>
      stepKinds
        .toSorted((left, right) => inOrder.indexOf(left) - inOrder.indexOf(right))
        .map((kind) => {
          const { group } = stepDefinitions[kind]
          const name = t(`steps.${kind}.name`)
          const about = `${t(`agents.palette.about.${kind}`)} ${t(`agents.palette.groups.${group}`)}`
          const sentence = t(`steps.${kind}.sentence`)
          return {
            kind,
            group,
            name,
            said: [name.toLowerCase(), about.toLowerCase(), sentence.toLowerCase()] as const,
          }
        }),
    [t],
  )
}

/** The kinds that have to do with every word typed, those closest to it first: by their names, then by what they are about. */
export function findKinds(texts: readonly KindText[], typed: string): readonly KindText[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const rankOf = ({ said }: KindText) => {
    const ranks = words.map((word) => said.findIndex((text) => text.includes(word)))
    return ranks.includes(-1) ? null : ranks.reduce((sum, rank) => sum + rank, 0)
  }
  return texts
    .flatMap((text) => {
      const rank = rankOf(text)
      return rank === null ? [] : [{ text, rank }]
    })
    .toSorted((left, right) => left.rank - right.rank)
    .map(({ text }) => text)
}
