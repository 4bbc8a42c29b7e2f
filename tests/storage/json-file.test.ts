import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openJsonFile } from '../../electron/storage/json-file.ts'
import { temporaryFolder } from '../helpers/agent-database.ts'

describe('a small file', () => {
  it('is nothing before it is written, and then what was written, leaving nothing beside it', () => {
    const folder = temporaryFolder()
    const path = join(folder, 'preferences.json')
    const file = openJsonFile(path)
    expect([file.read(), file.damaged]).toEqual([undefined, false])
    file.write({ theme: 'dark' })
    expect(openJsonFile(path).read()).toEqual({ theme: 'dark' })
    expect(readdirSync(folder)).toEqual(['preferences.json'])
  })

  it('that is damaged is set aside, says so, and is written anew', () => {
    const path = join(temporaryFolder(), 'preferences.json')
    writeFileSync(path, '{ "settings": { "computerBudgets": [')
    const file = openJsonFile(path)
    expect([file.read(), file.damaged, existsSync(path)]).toEqual([undefined, true, false])
    expect(readFileSync(`${path}.damaged`, 'utf8')).toContain('computerBudgets')
    file.write({})
    expect(openJsonFile(path).damaged).toBe(false)
  })
})
