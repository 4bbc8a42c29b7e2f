import { estimateTokenCount } from 'tokenx'
import { CodedError } from '../../../shared/contract/errors.ts'
import { divideContext, leastMaterial, type Room } from '../../../shared/rules/forecast/room.ts'
import type { Message } from '../model/ask.ts'

/** An estimate; vendors count differently, which `divideContext` is careful about. */
export function countTokens(text: string): number {
  return text === '' ? 0 : estimateTokenCount(text)
}

/**
 * Divides a context among our own words, the material and the answer.
 *
 * @param empty the messages as they are with no material in them
 * @throws CodedError model.contextTooSmall
 */
export function roomFor(contextTokens: number, empty: readonly Message[]): Room {
  const own = empty.reduce((sum, message) => sum + countTokens(message.content), 0)
  const room = divideContext(contextTokens, own)
  if (room === null) throw tooSmall(contextTokens)
  return room
}

/** Half the room, for a model that takes in less than its stated size. */
export function halved(room: Room): Room {
  const material = Math.floor(room.material / 2)
  if (material < leastMaterial) throw tooSmall(room.material)
  return { ...room, material }
}

/** The context of a model is what somebody wrote down; the service that says "too long" knows better. */
export async function withinRoom<Result>(room: Room, work: (room: Room) => Promise<Result>): Promise<Result> {
  try {
    return await work(room)
  } catch (thrown) {
    if (!(thrown instanceof CodedError) || thrown.code !== 'model.contextTooSmall') throw thrown
    return withinRoom(halved(room), work)
  }
}

function tooSmall(tokens: number): CodedError {
  return new CodedError('model.contextTooSmall', { tokens })
}
