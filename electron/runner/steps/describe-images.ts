import { CodedError } from '../../../shared/contract/errors.ts'
import { type DescribeImagesStep, pictureTitleColumn } from '../../../shared/steps/describe-images.ts'
import { createAskOnce } from '../asking/ask-once.ts'
import { refusePractice } from '../asking/refuse-practice.ts'
import { workOnEach } from '../asking/work-on-each.ts'
import { tasksPromptVersion, wordsFor } from '../prompts/tasks.ts'
import type { StepContext } from '../step-context.ts'
import type { Given, Item, ReadDocument, StepResult } from '../step-results.ts'
import { openGranted } from '../tools/files/open-granted.ts'

/** With what base64 adds, it fits into the smallest request the services take (Zhipu and Volcengine: 10 MB a picture). */
const mostBytes = 7_000_000
const mostAnswer = 1_000

/**
 * Has a model that can see describe every picture: a few words that could name it, and what is to be seen. What is no picture is left out
 * with its reason.
 *
 * @throws CodedError trouble with the service, or `run.nothingUsable`
 */
export async function describeImages(
  step: DescribeImagesStep,
  given: Given | null,
  context: StepContext,
): Promise<StepResult> {
  refusePractice(context)
  return workOnEach(
    given,
    context,
    async (item) => [await described(step, item, context)],
    (columns) => [
      ...columns.filter(({ name }) => name !== pictureTitleColumn),
      { name: pictureTitleColumn, type: 'text', meaning: '' },
    ],
  )
}

async function described(step: DescribeImagesStep, item: Item, context: StepContext): Promise<Item> {
  const { document } = item
  if (document === null || document.kind !== 'image') throw new CodedError('document.noPicture', { name: item.name })
  const picture = await dataUrlOf(document, context)
  const ask = createAskOnce({ stepId: step.id, label: item.name, prompt: tasksPromptVersion }, context)
  const words = wordsFor(step.language)
  const content = words.task({ kind: 'describe', instruction: step.instruction })
  const answer = await ask(
    [
      { role: 'system', content: words.system },
      { role: 'user', content, picture },
    ],
    mostAnswer,
    null,
  )
  if (answer.shortened) throw new CodedError('model.cut')
  const [first = '', ...rest] = answer.text.split('\n')
  const title = first.replace(/^[\s#*"“”'-]+|[\s*"“”'.。]+$/g, '').slice(0, 80)
  const text = rest.join('\n').trim()
  return {
    ...item,
    text: text === '' ? first : text,
    fields: { ...item.fields, [pictureTitleColumn]: title },
    cites: [{ name: item.name, page: null }],
  }
}

/** The picture as it lies on the disk now: read through the guard, since its text holds nothing of it. */
async function dataUrlOf(document: ReadDocument, { order }: StepContext): Promise<string> {
  const name = document.relativePath
  const opened = await openGranted(document.path, 'read', order.agent.grants)
  try {
    if (opened.bytes > mostBytes) throw new CodedError('document.tooLarge', { name, limit: 'bytes', max: mostBytes })
    const bytes = await opened.handle.readFile()
    const type = typeOf(bytes)
    if (type === null) throw new CodedError('document.noPicture', { name })
    return `data:${type};base64,${bytes.toString('base64')}`
  } finally {
    await opened.handle.close()
  }
}

/** By its first bytes; kinds every service of ours takes. */
function typeOf(bytes: Buffer): string | null {
  if (bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'image/png'
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg'
  if (bytes.subarray(0, 4).toString('latin1') === 'GIF8') return 'image/gif'
  const isWebp =
    bytes.subarray(0, 4).toString('latin1') === 'RIFF' && bytes.subarray(8, 12).toString('latin1') === 'WEBP'
  return isWebp ? 'image/webp' : null
}
