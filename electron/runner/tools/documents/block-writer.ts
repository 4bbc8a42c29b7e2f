interface Block {
  text: string
  /** List items and table rows follow each other without an empty line. */
  sort: 'text' | 'item' | 'row'
}

interface Row {
  cells: Block[][]
  isHeader: boolean
}

/** Deeper tables are layout: their cells are read one after the other. */
const deepestTable = 4
const deepestIndent = 8
/** Blocks in a cell of a table that is read row by row. */
const largestCell = 8

/**
 * Gathers running text into Markdown blocks. Every method that opens something returns what closes it; they are
 * closed in reverse order.
 */
export class BlockWriter {
  pictures = 0
  #blocks: Block[] = []
  #inline = ''
  #marker = ''
  #oneLine = false
  #inCode = 0
  #quotes = 0
  #lists: { next: number | null }[] = []
  #rows: Row[] = []

  text(raw: string): void {
    this.#inline += this.#inCode > 0 ? raw : raw.replace(/[ \t\r\n\f]+/g, ' ')
  }

  lineBreak(): void {
    this.#inline += this.#oneLine ? ' ' : '\n'
  }

  picture(description: string): void {
    const text = description.trim()
    if (text === '') this.pictures++
    else this.#inline += `[${text}]`
  }

  block(options: { marker?: string; oneLine?: boolean } = {}): () => void {
    this.endBlock()
    this.#marker ||= options.marker ?? ''
    this.#oneLine = options.oneLine ?? false
    return () => {
      this.endBlock()
      this.#oneLine = false
    }
  }

  /** @param first the first number of a numbered list; null for bullets */
  list(first: number | null): () => void {
    this.endBlock()
    this.#lists.push({ next: first })
    return () => {
      this.endBlock()
      this.#lists.pop()
    }
  }

  item(): () => void {
    this.endBlock()
    const list = this.#lists.at(-1)
    const isNumbered = list !== undefined && list.next !== null
    this.#marker = isNumbered ? `${list.next}. ` : '- '
    if (isNumbered && list.next !== null) list.next++
    return () => {
      this.endBlock()
      this.#marker = ''
    }
  }

  quote(): () => void {
    this.endBlock()
    this.#quotes++
    return () => {
      this.endBlock()
      this.#quotes--
    }
  }

  code(): () => void {
    this.endBlock()
    this.#inCode++
    return () => {
      const text = this.#inline.replace(/^\n|\s+$/g, '')
      this.#inline = ''
      this.#inCode--
      if (text !== '') this.#blocks.push({ text: `\`\`\`\n${text}\n\`\`\``, sort: 'text' })
    }
  }

  row(): () => void {
    this.endBlock()
    const row: Row = { cells: [], isHeader: true }
    this.#rows.push(row)
    return () => {
      this.endBlock()
      this.#rows.pop()
      this.#writeRow(row)
    }
  }

  cell(isHeader: boolean): () => void {
    this.endBlock()
    const row = this.#rows.at(-1)
    if (row === undefined || this.#rows.length > deepestTable) return () => this.endBlock()
    row.isHeader &&= isHeader
    const outer = this.#blocks
    const content: Block[] = []
    this.#blocks = content
    return () => {
      this.endBlock()
      this.#blocks = outer
      row.cells.push(content)
    }
  }

  endBlock(): void {
    if (this.#inCode > 0) return
    const lines = this.#inline.split('\n').map((line) => line.replace(/\s+/g, ' ').trim())
    const text = lines.join('\n').trim()
    this.#inline = ''
    if (text === '') return
    const indent = '  '.repeat(Math.min(Math.max(0, this.#lists.length - 1), deepestIndent))
    const quote = '> '.repeat(Math.min(this.#quotes, deepestIndent))
    const isInList = this.#lists.length > 0
    const hanging = isInList && this.#marker === '' ? '  ' : ''
    this.#blocks.push({ text: `${quote}${indent}${hanging}${this.#marker}${text}`, sort: isInList ? 'item' : 'text' })
    this.#marker = ''
  }

  finish(): string {
    this.endBlock()
    return joinBlocks(this.#blocks)
  }

  #writeRow(row: Row): void {
    if (isLayout(row)) {
      for (const block of row.cells.flat()) this.#blocks.push(block)
      return
    }
    const cells = row.cells.map((cell) => cell.map(({ text }) => text.replace(/\s+/g, ' ')).join(' '))
    this.#blocks.push({ text: `| ${cells.join(' | ')} |`, sort: 'row' })
    if (row.isHeader) this.#blocks.push({ text: `|${' --- |'.repeat(cells.length)}`, sort: 'row' })
  }
}

/** Tables also serve to place things on a page: then a cell stands alone, or holds headings, tables or much text. */
function isLayout({ cells }: Row): boolean {
  const isAlone = cells.filter((cell) => cell.length > 0).length < 2
  return (
    isAlone || cells.some((cell) => cell.length > largestCell || cell.some(({ text }) => /^#{1,6} |^\| /.test(text)))
  )
}

function joinBlocks(blocks: readonly Block[]): string {
  let text = ''
  let previous: Block['sort'] = 'text'
  for (const block of blocks) {
    const isTight = block.sort !== 'text' && block.sort === previous
    text += text === '' ? block.text : (isTight ? '\n' : '\n\n') + block.text
    previous = block.sort
  }
  return text
}
