import { type AppError, CodedError } from '../../../shared/contract/errors.ts'
import { modelNameSchema } from '../../../shared/model/brand.ts'
import type { GatewayReport } from '../protocol.ts'

export type OwnDoor = { baseUrl: string; token: string }

export type OwnDoors = {
  /** Asks main for the model and waits while it is loaded. Throws main's error, or the signal's reason. */
  open(model: string, signal: AbortSignal): Promise<OwnDoor>
  answer(answer: { ticket: number; door: OwnDoor | null; error: AppError | null }): void
}

/** Models on this computer are loaded by main when a call needs them; the call waits here. */
export function createOwnDoors(report: (message: GatewayReport) => void): OwnDoors {
  const waiting = new Map<number, { open: (door: OwnDoor) => void; refuse: (reason: unknown) => void }>()
  let ticket = 0
  return {
    async open(model, signal) {
      signal.throwIfAborted()
      ticket += 1
      const mine = ticket
      const leave = () => waiting.get(mine)?.refuse(signal.reason)
      signal.addEventListener('abort', leave, { once: true })
      try {
        return await new Promise<OwnDoor>((open, refuse) => {
          waiting.set(mine, { open, refuse })
          report({ type: 'ownModel.wanted', ticket: mine, model: modelNameSchema.parse(model) })
        })
      } finally {
        waiting.delete(mine)
        signal.removeEventListener('abort', leave)
      }
    },
    answer({ ticket: answered, door, error }) {
      const call = waiting.get(answered)
      if (door !== null) call?.open(door)
      else if (error !== null) call?.refuse(new CodedError(error.code, error.params, error.detail))
    },
  }
}
