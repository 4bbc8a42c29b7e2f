import { appendRecord, type RecordedRequest, readRecords } from './record.ts'

export type RecordBook = {
  all(): RecordedRequest[]
  open(first: Omit<RecordedRequest, 'number'>): RecordedRequest
  stateOf(number: number): RecordedRequest['state']
  change(number: number, change: Partial<RecordedRequest>): void
  /** Resolves as soon as the condition holds for the records, at once if it holds already. */
  waitFor(condition: (records: RecordedRequest[]) => boolean): Promise<RecordedRequest[]>
}

/** Keeps the requests in memory and, when a file is named, every change of their state in it; numbers go on after a restart. */
export function createRecordBook(file: string | null): RecordBook {
  const before = file === null ? 0 : readRecords(file).length
  const records = new Map<number, RecordedRequest>()
  const waiting = new Set<() => void>()
  const all = (): RecordedRequest[] => [...records.values()]

  const store = (record: RecordedRequest, isNewState: boolean): void => {
    records.set(record.number, record)
    if (isNewState && file !== null) appendRecord(file, record)
    for (const check of waiting) check()
  }
  const find = (number: number): RecordedRequest => {
    const record = records.get(number)
    if (record === undefined) throw new Error(`no request ${number}`)
    return record
  }
  return {
    all,
    stateOf: (number) => find(number).state,
    open(first) {
      const record = { ...first, number: before + records.size + 1 }
      store(record, true)
      return record
    },
    change(number, change) {
      const record = find(number)
      store({ ...record, ...change }, change.state !== undefined && change.state !== record.state)
    },
    waitFor(condition) {
      return new Promise((resolve) => {
        const check = (): void => {
          const now = all()
          if (!condition(now)) return
          waiting.delete(check)
          resolve(now)
        }
        waiting.add(check)
        check()
      })
    },
  }
}
