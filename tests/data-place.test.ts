import { expect, it } from 'vitest'
import { dataPlaceOf } from '../electron/data-place.ts'

it.each([
  ['an ordinary disk', 'linux', '/home/ann', 0xef_53, 'here'],
  ['NFS', 'linux', '/home/ann', 0x69_69, 'network'],
  ['a Windows share', 'linux', '/media/office', 0xff_53_4d_42, 'network'],
  ['a Windows share whose number came with a sign', 'linux', '/media/office', 0xfe_53_4d_42 - 2 ** 32, 'network'],
  ['a share by its name', 'win32', '\\\\server\\people\\ann', 0, 'network'],
  ['a share by its long name', 'win32', '\\\\?\\UNC\\server\\people', 0, 'network'],
  ['a long name of this computer', 'win32', '\\\\?\\C:\\Users\\ann', 0, 'here'],
  ['a letter', 'win32', 'C:\\Users\\ann', 0, 'here'],
  ['another system', 'darwin', '/Users/ann', 0x69_69, 'unknown'],
] as const)('tells %s', async (_what, platform, folder, kind, place) => {
  expect(await dataPlaceOf(folder, platform, async () => kind)).toBe(place)
})

it('does not know where the system does not say, and knows the folder of this test', async () => {
  expect(await dataPlaceOf('/nowhere/at/all', 'linux')).toBe('unknown')
  expect(['here', 'network']).toContain(await dataPlaceOf(import.meta.dirname, 'linux'))
})
