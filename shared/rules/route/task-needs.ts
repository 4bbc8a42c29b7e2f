import type { ExpectedWork, ModelNeeds, WrittenLanguage } from '../../model/facts.ts'
import type { Language } from '../../model/settings.ts'
import { needsOf, type Step } from '../../steps/step.ts'
import { gradeRank } from './grade-rank.ts'

/** What a whole task asks of its one model: the most that any of its steps asks. */
export function taskNeeds(steps: readonly Step[], language: Language): ModelNeeds {
  return steps.reduce<ModelNeeds>((all, step) => {
    const needs = needsOf(step)
    if (needs === null) return all
    return {
      contextTokens: Math.max(all.contextTokens, needs.contextTokens),
      tools: all.tools || needs.tools,
      vision: all.vision || needs.vision,
      language: needs.writes ? written(language) : all.language,
      grade: gradeRank(needs.grade) > gradeRank(all.grade) ? needs.grade : all.grade,
      work: together(all.work, needs.work),
    }
  }, nothing)
}

const nothing: ModelNeeds = {
  contextTokens: 0,
  tools: false,
  vision: false,
  language: null,
  grade: 'light',
  work: { calls: 0, input: 0, output: 0 },
}

/** All calls of both, each of them as long as they are on average. */
function together(left: ExpectedWork, right: ExpectedWork): ExpectedWork {
  const calls = left.calls + right.calls
  const mean = (kind: 'input' | 'output') =>
    calls === 0 ? 0 : Math.ceil((left.calls * left[kind] + right.calls * right[kind]) / calls)
  return { calls, input: mean('input'), output: mean('output') }
}

function written(language: Language): WrittenLanguage {
  return language === 'zh-CN' ? 'zh' : 'en'
}
