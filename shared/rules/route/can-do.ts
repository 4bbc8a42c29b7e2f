import type { ModelFacts, ModelNeeds } from '../../model/facts.ts'
import { gradeRank } from './grade-rank.ts'

/** What a task can ask of a model that it may lack, in the order it is said. */
export const needNames = ['context', 'tools', 'vision', 'language', 'grade'] as const
export type NeedName = (typeof needNames)[number]

/** Assumed of a model nobody has said it of; small enough for nearly every one. */
export const usualContextTokens = 16_000

/**
 * What a model lacks for a task. Whether it uses tools or sees pictures must be known; of its context and its languages the
 * usual is assumed; a grade nobody knows is good enough for light work.
 */
export function lacks(facts: ModelFacts, needs: ModelNeeds): NeedName[] {
  const met: Record<NeedName, boolean> = {
    context: (facts.contextTokens ?? usualContextTokens) >= needs.contextTokens,
    tools: !needs.tools || facts.tools === true,
    vision: !needs.vision || facts.vision === true,
    language: needs.language === null || facts.languages === null || facts.languages.includes(needs.language),
    grade: needs.grade === 'light' || gradeRank(facts.grade) >= gradeRank(needs.grade),
  }
  return needNames.filter((name) => !met[name])
}

/** What a model is known to lack: what an owner who names it is told. A grade is their own to judge. */
export function surelyLacks(facts: ModelFacts, needs: ModelNeeds): NeedName[] {
  const unknown: Record<NeedName, boolean> = {
    context: facts.contextTokens === null,
    tools: facts.tools === null,
    vision: facts.vision === null,
    language: facts.languages === null,
    grade: true,
  }
  return lacks(facts, needs).filter((name) => !unknown[name])
}
