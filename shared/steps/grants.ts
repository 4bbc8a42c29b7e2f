import type { FilePermission, Grant, SitePermission } from '../model/permission.ts'
import { isOwnDevice } from '../rules/web-address.ts'

/** What picking a folder allows; nothing while none was. `change`: files that are there may be changed and moved, not only new ones made. */
export function folderGrants(field: string, path: string | null, access: 'read' | 'write' | 'change'): Grant[] {
  return filesGrants(field, path, {
    access: access === 'read' ? 'read' : 'write',
    isFolder: true,
    changes: access === 'change',
  })
}

/** What picking one file allows; nothing while none was. */
export function fileGrants(field: string, path: string | null, access: 'read' | 'write'): Grant[] {
  return filesGrants(field, path, { access, isFolder: false, changes: access === 'write' })
}

function filesGrants(
  field: string,
  path: string | null,
  may: Pick<FilePermission, 'access' | 'isFolder' | 'changes'>,
): Grant[] {
  return path === null || path === '' ? [] : [{ kind: 'files', path, ...may, field }]
}

/** What an address opens; nothing while it is none. */
export function addressGrants(field: string, address: string, signedIn = false): Grant[] {
  const site = siteOf(address, signedIn)
  return site === null ? [] : [{ ...site, field }]
}

/**
 * The site of an address with the names below it; one in numbers is that very device, the owner's own network included. Null for
 * what is no address.
 */
export function siteOf(address: string, signedIn: boolean): SitePermission | null {
  const url = URL.parse(address.trim())
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === '') return null
  const isDevice = isOwnDevice(address)
  return {
    kind: 'site',
    host: url.hostname.replace(/\.$/, '').replace(/^www\./, ''),
    subdomains: !isDevice,
    ports: url.port === '' ? [] : [Number(url.port)],
    signedIn,
    private: isDevice,
  }
}

/** Whom a line of recipients names: addresses as they are written, and columns that may name anyone. */
export function recipientsOf(line: string): { people: string[]; columns: string[] } {
  const columns = [...line.matchAll(/\{([^{}]{1,80})\}/g)].map(([, name = '']) => name.trim())
  const people = line
    .split(/[,;，；、\s]+/)
    .map((each) => /<([^<>]+)>/.exec(each)?.[1] ?? each)
    .filter((each) => each.includes('@') && !/[{}]/.test(each))
  return { people: [...new Set(people.map((each) => each.toLowerCase()))], columns: [...new Set(columns)] }
}

/** What a step allows that nothing was picked for. */
export const noGrants = (): readonly Grant[] => []
