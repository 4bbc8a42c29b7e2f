import type { Column } from '../../../shared/model/item.ts'
import type { ClassifyStep } from '../../../shared/steps/classify.ts'
import { chooseWord } from '../asking/choose-word.ts'
import { workOnEach } from '../asking/work-on-each.ts'
import type { StepContext } from '../step-context.ts'
import type { Given, StepResult } from '../step-results.ts'

/** Gives every thing the one label that fits it best; where none could be chosen it stays empty and wants a look. */
export async function classify(step: ClassifyStep, given: Given | null, context: StepContext): Promise<StepResult> {
  const words = step.labels.map(({ name }) => name)
  return workOnEach(
    given,
    context,
    async (item) => {
      const label = await chooseWord(step.id, { kind: 'classify', labels: step.labels }, words, item, context)
      const doubtful = label === null ? [...item.doubtful, step.column] : item.doubtful
      return [{ ...item, fields: { ...item.fields, [step.column]: label }, doubtful }]
    },
    (columns) => withColumn(columns, { name: step.column, type: 'text', meaning: '' }),
  )
}

function withColumn(columns: readonly Column[], added: Column): Column[] {
  return [...columns.filter(({ name }) => name !== added.name), added]
}
