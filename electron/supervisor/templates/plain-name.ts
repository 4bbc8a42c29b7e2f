/** A name every system takes for a folder. */
export function plainName(name: string): string {
  const plain = name
    .replace(/[\\/:*?"<>|\u0000-\u001f]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[. ]+$/, '')
  return plain === '' ? 'Kaihe' : plain.slice(0, 80)
}
