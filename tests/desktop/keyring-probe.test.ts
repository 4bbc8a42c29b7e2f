import { describe, expect, it } from 'vitest'
import { readAnswer } from '../../electron/desktop/keyring-probe.ts'

describe('what the message bus says of the key store', () => {
  it.each([
    ['answered', '   variant       boolean true\n', '', 'locked'],
    ['answered', '   variant       boolean false\n', '', 'open'],
    ['1', '', 'Error org.freedesktop.DBus.Error.ServiceUnknown: The name was not provided', 'absent'],
    ['1', '', 'Error org.freedesktop.DBus.Error.Spawn.ChildExited: Process exited with status 1', 'absent'],
    ['1', '', 'Error org.freedesktop.DBus.Error.UnknownObject: No such object path', 'open'],
    ['ENOENT', '', '', null],
    ['1', '', 'Failed to open connection to "session" message bus', null],
  ])('%s %s%s', (outcome, answer, complaint, expected) => {
    expect(readAnswer(outcome, answer, complaint)).toBe(expected)
  })
})
