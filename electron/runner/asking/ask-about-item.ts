import { CodedError } from '../../../shared/contract/errors.ts'
import type { StepId } from '../../../shared/model/brand.ts'
import { type Task, tasksPromptVersion } from '../prompts/tasks.ts'
import type { StepContext } from '../step-context.ts'
import type { Item } from '../step-results.ts'
import { type AskedAbout, answerAbout } from './answer-about.ts'
import { createAskOnce } from './ask-once.ts'
import { settleCitations } from './citations.ts'
import { refusePractice } from './refuse-practice.ts'
import { type Material, materialOf, withPageMarks } from './material.ts'

/** What a step writes about one thing: the thing itself with the text and its sources. */
export async function writeAbout(stepId: StepId, task: Task, item: Item, context: StepContext): Promise<Item> {
  const material = await materialOf(item, context)
  const { text, cites } = await writeAboutAll(
    stepId,
    task,
    [material],
    { label: item.name, cites: material.pages !== null },
    context,
  )
  return { ...item, text, cites }
}

/** One text about several materials, with the sources it names put into words. */
export async function writeAboutAll(
  stepId: StepId,
  task: Task,
  materials: readonly Material[],
  wish: { readonly label: string; readonly cites: boolean },
  context: StepContext,
): Promise<Pick<Item, 'text' | 'cites'>> {
  refusePractice(context)
  const question: AskedAbout = {
    task,
    language: languageOf(materials, context),
    materials: wish.cites ? materials.map(withPageMarks) : materials,
    cites: wish.cites,
    contextTokens: context.order.contextTokens,
  }
  const ask = createAskOnce({ stepId, label: wish.label, prompt: tasksPromptVersion }, context)
  const answer = await answerAbout(question, ask)
  // A text that ends in the middle is never taken for whole.
  if (answer.shortened) throw new CodedError('model.cut')
  const named = materials.map(({ name, pages }) => ({ name, pages }))
  return wish.cites ? settleCitations(answer.text, named) : { text: answer.text, cites: [] }
}

/** One document is asked about in its own language, several in the owner's. */
function languageOf(materials: readonly Material[], { order }: StepContext): 'en' | 'zh' | 'other' {
  const languages = new Set(materials.map(({ language }) => language))
  const [only] = languages
  if (languages.size === 1 && only !== undefined) return only
  return order.language === 'zh-CN' ? 'zh' : 'en'
}
