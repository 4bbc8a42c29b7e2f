import type { ServerResponse } from 'node:http'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import type { BodyPart } from './answer-body.ts'
import type { Behaviour } from './behaviour.ts'
import type { Exchange } from './exchange.ts'

/** Writes a body part by part: holds, pauses, cuts and splits it as the behaviour says, until the client leaves. */
export async function deliver(exchange: Exchange, parts: readonly BodyPart[], behaviour: Behaviour): Promise<void> {
  const { response, gone } = exchange
  const packets = createPackets(behaviour.chunkBytes)
  const done = { pieces: 0, bytes: 0 }
  /** False when the bytes allowed before the cut are used up. */
  const write = async (bytes: Uint8Array): Promise<boolean> => {
    const room = (behaviour.cutAfterBytes ?? Number.POSITIVE_INFINITY) - done.bytes
    const allowed = bytes.subarray(0, Math.min(bytes.length, room))
    if (allowed.length > 0) await send(response, allowed)
    done.bytes += allowed.length
    exchange.note({ ...done })
    return bytes.length < room
  }
  const writeAll = async (list: Iterable<Uint8Array>): Promise<boolean> => {
    for (const bytes of list) {
      if (gone.aborted || !(await write(bytes))) return false
      // A turn of the event loop in between, so that the system sends packets of their own.
      if (behaviour.chunkBytes !== undefined) await nextTurn()
    }
    return true
  }
  const stopEarly = (): void => {
    if (!gone.aborted) exchange.cut()
  }

  for (const part of parts) {
    const isHeld = part.isPiece && behaviour.holdAfterPieces === done.pieces
    const pause = part.isPiece ? (behaviour.millisecondsPerPiece ?? 0) : 0
    if (isHeld || pause > 0) {
      if (!(await writeAll(packets.rest()))) return stopEarly()
      if (isHeld) await exchange.hold()
      if (pause > 0) await sleep(pause, undefined, { signal: gone }).catch(() => undefined)
    }
    if (part.isPiece && behaviour.cutAfterPieces === done.pieces) {
      await writeAll(packets.rest())
      return stopEarly()
    }
    const text = behaviour.stamped === true ? part.text.replaceAll('[now]', String(Date.now())) : part.text
    if (!(await writeAll(packets.add(Buffer.from(text))))) return stopEarly()
    if (part.isPiece) done.pieces += 1
    exchange.note({ ...done })
  }
  if (!(await writeAll(packets.rest()))) return stopEarly()
  if (!gone.aborted) response.end(() => exchange.complete())
}

function send(response: ServerResponse, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    // A client that leaves makes the write fail; the abort signal says so.
    response.write(bytes, () => resolve())
  })
}

/** Without sizes, bytes pass as they come; with sizes, they are gathered and cut to those sizes in turn. */
function createPackets(sizes: readonly number[] | undefined) {
  let held: Uint8Array = new Uint8Array()
  let turn = 0
  const nextSize = (): number => sizes?.[turn % sizes.length] ?? 1
  return {
    *add(bytes: Uint8Array): Generator<Uint8Array> {
      if (sizes === undefined) {
        yield bytes
        return
      }
      held = Buffer.concat([held, bytes])
      for (let size = nextSize(); held.length >= size; size = nextSize()) {
        const packet = held.subarray(0, size)
        held = held.subarray(size)
        turn += 1
        yield packet
      }
    },
    *rest(): Generator<Uint8Array> {
      if (held.length > 0) yield held
      held = new Uint8Array()
    },
  }
}
