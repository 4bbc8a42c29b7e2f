import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createGroupCommit, type GroupCommit, largestBatch } from '../../../electron/gateway/ledger/group-commit.ts'

type Batch = { added: number[] }
let db: DatabaseSync
let turns: (() => void)[]
let transactions: number[][]
let commits: GroupCommit<Batch>

beforeEach(() => {
  db = new DatabaseSync(':memory:')
  db.exec('CREATE TABLE facts (number INTEGER NOT NULL UNIQUE) STRICT')
  turns = []
  transactions = []
  commits = createGroupCommit<Batch>({
    db,
    begin: () => ({ added: [] }),
    finish: ({ added }) => void transactions.push(added),
    soon: (callback) => void turns.push(callback),
  })
})
afterEach(() => db.close())

const add = (number: number): Promise<number> =>
  commits.write((batch) => {
    db.prepare('INSERT INTO facts VALUES (?)').run(number)
    batch.added.push(number)
    return number * 10
  })
const nextTurn = (): void => turns.shift()?.()
const stored = () =>
  db
    .prepare('SELECT number FROM facts ORDER BY number')
    .all()
    .map((row) => row.number)
const settled = async (promise: Promise<unknown>): Promise<boolean> => {
  let isSettled = false
  const note = (): void => {
    isSettled = true
  }
  promise.then(note, note)
  await new Promise(setImmediate)
  return isSettled
}

describe('group commit', () => {
  it('writes what one turn brings in one transaction, and answers only then', async () => {
    const answers = [add(1), add(2), add(3)]
    expect(await settled(Promise.all(answers))).toBe(false)
    expect(stored()).toEqual([])
    expect(turns).toHaveLength(1)
    nextTurn()
    expect(await Promise.all(answers)).toEqual([10, 20, 30])
    expect(transactions).toEqual([[1, 2, 3]])
    expect(turns).toHaveLength(0)
  })

  it('bounds a transaction, and keeps the order', async () => {
    const answers = Array.from({ length: largestBatch * 2 + 1 }, (_, number) => add(number))
    nextTurn()
    nextTurn()
    nextTurn()
    await Promise.all(answers)
    expect(transactions.map((facts) => facts.length)).toEqual([largestBatch, largestBatch, 1])
    expect(transactions.flat()).toEqual(answers.map((_, number) => number))
  })

  it('refuses a bad fact alone and writes the others', async () => {
    const answers = [add(1), add(1), add(2)]
    nextTurn()
    expect((await Promise.allSettled(answers)).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
    await expect(answers[1]).rejects.toMatchObject({ code: 'storage.failed' })
    expect(stored()).toEqual([1, 2])
  })

  it('names a full disk, keeps what was acknowledged, and goes on when there is room', async () => {
    const first = add(1)
    nextTurn()
    await first
    db.exec('PRAGMA max_page_count = 4')
    const tooMuch = Array.from({ length: 3_000 }, (_, number) => number + 2)
    const refused = commits.write(() => {
      for (const number of tooMuch) db.prepare('INSERT INTO facts VALUES (?)').run(number)
    })
    nextTurn()
    await expect(refused).rejects.toMatchObject({ code: 'storage.diskFull' })
    expect(stored()).toEqual([1])
    db.exec('PRAGMA max_page_count = 4000')
    const later = add(2)
    nextTurn()
    expect(await later).toBe(20)
    expect(stored()).toEqual([1, 2])
  })

  it('is idle when everything is written', async () => {
    expect(await settled(commits.idle())).toBe(true)
    const answer = add(1)
    const idle = commits.idle()
    expect(await settled(idle)).toBe(false)
    nextTurn()
    await idle
    expect(stored()).toEqual([1])
    await answer
  })
})
