/** One line of the bars: a kind of harm, done at random moments of a seed, and what it cost. */
export type Fault = {
  id: 'R1' | 'R2' | 'R3' | 'R4' | 'R5'
  what: string
  run(options: FaultOptions): Promise<FaultReport>
}

export type FaultOptions = {
  random: () => number
  /** How often R2 to R5 do what they do. */
  rounds: number
  /** How many processes R1 kills, and in runs on how many documents. */
  kills: number
  documents: number
}

export type FaultReport = {
  /** What was done and what came of it, in the order it is to be shown. */
  counts: Record<string, number>
  /** What should not have happened; empty when all is well. */
  problems: string[]
}
