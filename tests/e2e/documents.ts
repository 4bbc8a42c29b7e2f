import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeDocx, makePdf } from '../helpers/make-documents.ts'

/** A folder with one English document of each kind, and the phrase that is found in each and nowhere else. */
export async function writeEnglishDocuments(folder: string): Promise<Map<string, string>> {
  const facts: [name: string, phrase: string][] = [
    ['letter.txt', 'The roof repair costs 4,180 dollars'],
    ['plan.md', 'The move to Harbor Street starts on 14 March'],
    ['notice.html', 'Water is switched off on Tuesday from 9 to 12'],
    ['orders.csv', 'blue enamel kettle'],
    ['invoice.pdf', 'Invoice 2217 is due on 30 June'],
    ['lease.docx', 'The rent rises to 1,260 dollars in October'],
  ]
  await mkdir(folder, { recursive: true })
  for (const [name, phrase] of facts) await writeFile(join(folder, name), contentOf(name, phrase))
  return new Map(facts)
}

function contentOf(name: string, phrase: string): string | Uint8Array {
  const sentences = [`${phrase}.`, 'The owner was told by telephone.', 'A copy is kept in the office.']
  switch (name.split('.').at(-1)) {
    case 'md':
      return `# Notes\n\n${sentences.join(' ')}\n`
    case 'html':
      return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Notice</title></head><body><p>${sentences.join('</p><p>')}</p></body></html>`
    case 'csv':
      return `Product,Pieces,Price\n${phrase},12,34.50\ngreen tin cup,40,3.20\n`
    case 'pdf':
      return makePdf([sentences])
    case 'docx':
      return makeDocx([{ heading: 'Lease' }, ...sentences.map((paragraph) => ({ paragraph }))])
    default:
      return `${sentences.join(' ')}\n`
  }
}

/** A folder with Chinese documents in GB18030, as older programs write them; the phrase of each, and its bytes. */
export async function writeChineseDocuments(folder: string): Promise<Map<string, string>> {
  await mkdir(folder, { recursive: true })
  const facts = new Map<string, string>()
  for (const { name, phrase, base64 } of gb18030Documents) {
    await writeFile(join(folder, name), Buffer.from(base64, 'base64'))
    facts.set(name, phrase)
  }
  return facts
}

/** So many documents whose every text is different, `paper 01.txt` and on. */
export async function writePapers(folder: string, count: number): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  const names: string[] = []
  for (let number = 1; number <= count; number += 1) {
    const name = `paper ${String(number).padStart(2, '0')}.txt`
    await writeFile(join(folder, name), `Paper ${number} says that room ${number * 7} needs ${number * 11} chairs.\n`)
    names.push(name)
  }
  return names
}

/** Made with another program's encoder, so that ours is not tested against itself. */
const gb18030Documents: readonly { name: string; phrase: string; base64: string }[] = [
  {
    name: '通知.txt',
    phrase: '仓库将于三月十四日搬到港口路',
    base64:
      'sta/4r2r09rI/dTCyq7LxMjVsOG1vbjbv9rCt6Gj1+K98LTTyq7Uwsbww7/UwsnPtfe1vdK7zfK2/senwfmw2dSqoaPH67j3sr/Dxczhx7DV+8Dtzu/Gt6Gj',
  },
  {
    name: '会议纪要.txt',
    phrase: '屋顶维修费用为四千一百八十元',
    base64:
      'u+HS6b72tqgszt22pc6s0N630dPDzqrLxMen0ruw2bDLyq7UqqGjzqzQ3tPJwM/N9bi61PCho8/C1ty2/snPzue+xbXjtb3Krrb+tePNo8uuoaM=',
  },
  {
    name: '订单.csv',
    phrase: '蓝色搪瓷水壶',
    base64: 'xrfD+yzK/cG/LLWlvNsNCsC2yavMwrTJy666+CwxMiwzNC41MA0KwszJq8z6xqSxrSw0MCwzLjIwDQo=',
  },
]
