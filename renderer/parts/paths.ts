/** The last name of a path, as people call a folder; the whole path for a drive or the root. */
export function lastName(path: string): string {
  const names = path.split(/[\\/]+/).filter((name) => name !== '')
  return names.at(-1) ?? path
}
