import { basename } from 'node:path'
import { z } from 'zod'
import { CodedError, type ErrorCode, toAppError } from '../../../shared/contract/errors.ts'
import type { LeftOut } from '../../../shared/model/run.ts'
import type { WorkStep } from '../../../shared/steps/work.ts'
import { type TalkMessage, type Turn, turnSchema } from '../model/converse.ts'
import { workOpening, workPromptVersion, workWords } from '../prompts/work.ts'
import type { StepContext } from '../step-context.ts'
import type { Given, StepResult } from '../step-results.ts'
import { countTokens } from '../summaries/room.ts'
import { detectLanguage } from '../tools/documents/detect-language.ts'
import { sha256 } from '../tools/files/sha256.ts'
import { asItems, emptyItem } from '../values.ts'
import { createCallAnswerer, Repeating } from '../work/answer-calls.ts'
import { fitTalk } from '../work/fit-talk.ts'
import { handOver } from '../work/hand-over.ts'
import { watchLimits, type Limits } from '../work/limits.ts'
import { materialOf } from '../work/material.ts'
import { placesOf } from '../work/places.ts'
import type { WorkRoom } from '../work/room.ts'
import { asSendable } from '../work/sendable.ts'
import type { Tool } from '../work/tool.ts'
import { definitionsOf, toolsOf } from '../work/toolbox.ts'

/**
 * Lets the model work towards a goal with the tools the owner ticked: it is asked, does what it asks for, and is told what came of
 * it, until it answers in words or a limit is reached. Every turn and every act of it is kept before the next.
 *
 * @throws CodedError the service's trouble, or the limit that was reached before there was anything to show
 */
export async function work(step: WorkStep, given: Given | null, context: StepContext): Promise<StepResult> {
  const limits = await watchLimits(step, context)
  const room: WorkRoom = {
    step,
    given,
    words: workWords(detectLanguage(step.goal)),
    places: placesOf(step.tools, context.order.agent.grants),
    context,
    minutesLeft: limits.minutesLeft,
  }
  const { tools, leftOut: withheld } = await toolsOf(room)
  const { text, files, ending } = await talk(room, limits, tools)
  await handOver(files, room)
  const leftOut: LeftOut[] = [...(given?.leftOut ?? []), ...withheld]
  if (ending !== null) {
    const error = new CodedError(ending)
    if (text === '' && files.length === 0) throw error
    leftOut.push(await context.leaveOut(nameOf(step), toAppError(error)))
  }
  const shown = text === '' ? files.map((path) => `- ${room.places.show(path)}`).join('\n') : text
  return asItems({ columns: [], items: [{ ...emptyItem(nameOf(step)), text: shown }], leftOut }, context.scratch)
}

type End = { text: string; files: string[]; ending: ErrorCode | null }

async function talk(room: WorkRoom, limits: Limits, tools: readonly Tool[]): Promise<End> {
  const { step, words, context } = room
  const answerer = createCallAnswerer(tools, room)
  const space = spaceFor(context.order.contextTokens, countTokens(JSON.stringify(definitionsOf(tools))))
  const messages = await openingOf(room, Math.floor(space.talk / 2))
  let text = ''
  let isSilent = false
  for (let turn = 1; turn <= step.turns; turn++) {
    const isLast = turn === step.turns && turn > 1
    if (isLast) messages.push({ role: 'user', content: words.lastTurn })
    context.progress({ done: turn - 1, total: step.turns, item: null })
    const kept = context.checkpoints.find(`turn-${turn}`, keptTurnSchema)
    const limit = kept === null ? await limits.reached() : null
    if (limit !== null) return { text, files: answerer.files(), ending: limit }
    const fitted = fitTalk(messages, space.talk, words.forgotten)
    const said = kept ?? (await askOnce(turn, fitted, { room, limits, tools, answer: space.answer }))
    if (kept !== null) limits.add(kept.milliseconds)
    if (said.text !== '') text = said.text
    if (said.toolCalls.length === 0 && said.text !== '') {
      return { text, files: answerer.files(), ending: isLast ? 'work.turnsReached' : null }
    }
    if (isLast) break
    if (said.toolCalls.length === 0) {
      // Thinking that came to nothing happens; twice in a row it will not get better.
      if (isSilent) throw new CodedError('model.emptyAnswer')
      isSilent = true
      messages.push({ role: 'user', content: words.say })
      continue
    }
    isSilent = false
    messages.push({
      role: 'assistant',
      content: said.text,
      reasoning: said.reasoning,
      toolCalls: asSendable(said.toolCalls),
    })
    try {
      messages.push(...(await answerer.answerAll(said.toolCalls, turn)))
    } catch (thrown) {
      if (thrown instanceof Repeating) return { text, files: answerer.files(), ending: 'work.repeats' }
      throw thrown
    }
  }
  return { text, files: answerer.files(), ending: 'work.turnsReached' }
}

const keptTurnSchema = turnSchema.extend({ milliseconds: z.number().int().nonnegative() })

async function askOnce(
  turn: number,
  messages: readonly TalkMessage[],
  from: { room: WorkRoom; limits: Limits; tools: readonly Tool[]; answer: number },
): Promise<Turn> {
  const { room, limits, tools, answer } = from
  const { step, context } = room
  context.signal.throwIfAborted()
  const said = await context.converse({
    stepId: step.id,
    item: `turn-${turn}-${sha256(JSON.stringify(messages)).slice(0, 32)}`,
    messages,
    tools: definitionsOf(tools),
    maxTokens: answer,
    live: context.text(`${step.id}/turn-${turn}`, nameOf(step)),
  })
  await context.checkpoints.keep(`turn-${turn}`, {
    ...said,
    prompt: workPromptVersion,
    milliseconds: limits.lap(),
  })
  return said
}

async function openingOf(room: WorkRoom, mostMaterial: number): Promise<TalkMessage[]> {
  const { step, words, places, given, context } = room
  return workOpening(words, {
    goal: step.goal,
    folders: places.names,
    programs: step.tools.programs.map((path) => basename(path)),
    sites: step.tools.sites.map(({ host }) => host),
    material: await materialOf(given, mostMaterial, context),
  })
}

/** Vendors' own counts of ordinary text stay within a quarter of ours. */
const caution = 1.25
const longestAnswer = 8192
/** With less, nothing a tool says could be taken in. */
const leastTalk = 3000

function spaceFor(contextTokens: number, toolTokens: number): { talk: number; answer: number } {
  const answer = Math.min(longestAnswer, Math.floor(contextTokens / 4))
  const talk = Math.floor((contextTokens - answer) / caution) - toolTokens
  if (talk < leastTalk) throw new CodedError('model.contextTooSmall', { tokens: contextTokens })
  return { talk, answer }
}

/** The goal's first line is what the owner knows this work by. */
function nameOf({ goal }: WorkStep): string {
  return (goal.split('\n')[0] ?? '').slice(0, 120)
}
