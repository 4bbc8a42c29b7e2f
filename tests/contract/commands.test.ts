import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { commands, isCommandName } from '../../shared/contract/commands.ts'
import { appErrorSchema, CodedError, errorCodes, toAppError } from '../../shared/contract/errors.ts'
import { createPageServices } from '../helpers/page-services.ts'

const names = Object.keys(commands)

describe('every command', () => {
  it('has a handler, and no handler is without a command', () => {
    expect(Object.keys(createPageServices().handlers).toSorted()).toEqual(names.toSorted())
  })

  it.each(Object.entries(commands))('%s takes and answers an object that can be described', (_name, command) => {
    for (const schema of [command.request, command.reply]) {
      expect(z.toJSONSchema(schema, { unrepresentable: 'any' })).toMatchObject({ type: 'object' })
    }
  })

  it('is known by its own name only', () => {
    expect(names.every(isCommandName)).toBe(true)
    for (const name of ['toString', '__proto__', 'app.snapshot ', 'App.snapshot', 1, null]) {
      expect(isCommandName(name)).toBe(false)
    }
  })
})

describe('errors on their way to the page', () => {
  it('keep code, values and detail', () => {
    const error = toAppError(new CodedError('provider.inUse', { agent: 'Reader' }, 'why'))
    expect(error).toEqual({ code: 'provider.inUse', params: { agent: 'Reader' }, detail: 'why' })
    expect(appErrorSchema.parse(error)).toEqual(error)
  })

  it('become `unexpected` when nobody foresaw them, with a detail of bearable length', () => {
    expect(toAppError('thrown text')).toEqual({ code: 'unexpected', params: {}, detail: 'thrown text' })
    expect(toAppError(new Error('x'.repeat(10_000))).detail).toHaveLength(4000)
    expect(appErrorSchema.safeParse(toAppError(undefined)).success).toBe(true)
  })

  it('have one code each', () => {
    expect(new Set(errorCodes).size).toBe(errorCodes.length)
  })
})
