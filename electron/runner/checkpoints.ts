import type { z } from 'zod'
import type { StepId } from '../../shared/model/brand.ts'
import type { PortCaller } from '../ipc/port-calls.ts'
import type { RunnerContract } from './protocol.ts'

export type Json = z.infer<ReturnType<typeof z.json>>

/** The finished units of one step. What is kept here outlives this process. */
export type Checkpoints = {
  /** What was kept under this name, or null; something that no longer has the shape asked for counts as never done. */
  find<Schema extends z.ZodType>(item: string, schema: Schema): z.output<Schema> | null
  /** Resolves once main has stored it. */
  keep(item: string, value: Json): Promise<void>
}

/** The name under which a step's own result is kept: with it the step is finished. */
export const resultItem = ''

/** Reads what the step has finished so far, before a crash perhaps. */
export async function openCheckpoints(main: PortCaller<RunnerContract>, stepId: StepId): Promise<Checkpoints> {
  const { checkpoints } = await main.call('checkpoints.read', { stepId })
  const kept = new Map(checkpoints.map(({ item, value }) => [item, value]))
  return {
    find<Schema extends z.ZodType>(item: string, schema: Schema): z.output<Schema> | null {
      if (!kept.has(item)) return null
      const read = schema.safeParse(kept.get(item))
      return read.success ? read.data : null
    },
    async keep(item, value) {
      await main.call('checkpoint.keep', { stepId, item, value })
      kept.set(item, value)
    },
  }
}
