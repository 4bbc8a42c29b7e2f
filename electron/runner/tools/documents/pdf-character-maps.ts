/**
 * Adobe's tables from the character codes of Chinese PDFs to characters (GB1: simplified, CNS1: traditional). Many
 * invoices and official forms name such a table instead of bringing their own; without it their text cannot be read.
 * The binary form is that of pdf.js; each is loaded when a document first asks for it.
 */
const tables = import.meta.glob<string>('./cmaps/*.bcmap', { query: '?url&inline', import: 'default' })

/** What pdf.js asks for its data files; it makes one per document. */
export class CharacterMaps {
  /** @throws Error for a table or a font we do not carry; pdf.js then reads on without it */
  async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    const load = kind === 'cMapUrl' ? tables[`./cmaps/${filename}`] : undefined
    if (load === undefined) throw new Error(`no ${filename} here`)
    const address = await load()
    return new Uint8Array(Buffer.from(address.slice(address.indexOf(',') + 1), 'base64'))
  }
}
