import { createContext, useContext } from 'react'
import type { AgentDraft } from '../../../../shared/model/agent.ts'
import type { AgentId, StepId } from '../../../../shared/model/brand.ts'
import type { Cell, Column } from '../../../../shared/model/item.ts'
import { columnsOf, type KnownColumns } from '../../../../shared/rules/columns-of.ts'

/** What a step gave when it last ran: its columns and a few of its things. */
export type LastValues = ReadonlyMap<
  StepId,
  { readonly columns: readonly Column[]; readonly rows: readonly Readonly<Record<string, Cell>>[] }
>

/** The task the chips of a step belong to. */
export type StepSurroundings = {
  readonly agentId: AgentId
  readonly draft: AgentDraft
  readonly lastValues: LastValues
}

export const StepSurroundingsContext = createContext<StepSurroundings | null>(null)

/** The task around a chip. Throws outside of the editor. */
export function useStepSurroundings(): StepSurroundings {
  const surroundings = useContext(StepSurroundingsContext)
  if (surroundings === null) throw new Error('chips of steps stand inside the editor')
  return surroundings
}

/** A column that can be named, with a value it had when it last ran. */
export type NamedColumn = { readonly name: string; readonly example: string }

/** The columns of what a step builds on; empty where they show only when it runs. */
export function useGivenColumns(from: StepId | null): readonly NamedColumn[] {
  const { draft, lastValues } = useStepSurroundings()
  if (from === null) return []
  const columns = columnsOf(draft.steps, from, knownColumns(lastValues)) ?? []
  const rows = lastValues.get(from)?.rows ?? []
  return columns.map(({ name }) => ({ name, example: exampleOf(rows, name) }))
}

/** What was seen of columns, for the rules. */
export function knownColumns(lastValues: LastValues): KnownColumns {
  return new Map([...lastValues].map(([id, { columns }]) => [id, columns]))
}

function exampleOf(rows: readonly Readonly<Record<string, Cell>>[], name: string): string {
  const value = rows.map((row) => row[name]).find((each) => each !== null && each !== undefined && each !== '')
  return value === undefined || value === null ? '' : String(value).slice(0, 60)
}
