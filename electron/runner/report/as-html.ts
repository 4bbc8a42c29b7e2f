import { createHash } from 'node:crypto'
import { reportStyle } from './html-style.ts'
import { markdownToHtml } from './markdown.ts'
import type { Passage, Picture, Report } from './report.ts'

/** The style is allowed by its hash; nothing else is: no script, no connection, no picture but those it holds itself. */
const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(reportStyle).digest('base64')}'; base-uri 'none'; form-action 'none'`

/** One self-contained page that prints well; every text in it is escaped. */
export function reportAsHtml(report: Report): string {
  const { headings, overview, documents, leftOut } = report
  return `<!doctype html>
<html lang="${report.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escape(report.picture ? `${policy}; img-src data:` : policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Kaihe Companion">
<meta name="referrer" content="no-referrer">
<title>${escape(report.title)}</title>
<style>${reportStyle}</style>
</head>
<body>
<header>
<h1>${escape(report.title)}</h1>
<ul class="facts">${report.facts.map((fact) => `<li>${escape(fact)}</li>`).join('')}</ul>
${report.caution === null ? '' : `<p class="caution">${escape(report.caution)}</p>`}
${report.focus === null ? '' : `<p class="focus">${escape(report.focus)}</p>`}
</header>
<main>
${report.body === null ? '' : passage(report.body, 1)}
${report.picture ? figure(report.picture) : ''}
${overview === null ? '' : section('overview', headings.overview, passage(overview, 2))}
${documents.length === 0 ? '' : section('documents', headings.documents, contents(report) + documents.map(article).join(''))}
${leftOut.length === 0 ? '' : section('left-out', headings.leftOut, leftOutList(report))}
</main>
</body>
</html>
`
}

const fewest = 4

function figure({ title, png }: Picture): string {
  const source = `data:image/png;base64,${Buffer.from(png).toString('base64')}`
  return `<figure><img src="${source}" alt="${escape(title)}"><figcaption>${escape(title)}</figcaption></figure>`
}

/** A list to jump from, once there are enough documents to get lost among. */
function contents({ documents, headings }: Report): string {
  if (documents.length < fewest) return ''
  const lines = documents.map(({ name }, index) => `<li><a href="#document-${index + 1}">${escape(name)}</a></li>`)
  return `<nav aria-label="${escape(headings.documents)}"><ol>${lines.join('')}</ol></nav>\n`
}

function article(document: Report['documents'][number], index: number): string {
  const notes = document.notes.map((note) => `<li>${escape(note)}</li>`).join('')
  return `<article id="document-${index + 1}">
<h3>${escape(document.name)}</h3>
${notes === '' ? '' : `<ul class="facts">${notes}</ul>`}
${passage(document, 3)}
</article>
`
}

function passage({ text, language, shortened }: Passage, below: number): string {
  const note = shortened === null ? '' : `\n<p class="note">${escape(shortened)}</p>`
  return `<div lang="${language}">\n${markdownToHtml(text, below)}\n</div>${note}`
}

function leftOutList({ leftOut }: Report): string {
  const lines = leftOut.map(({ item, reason }) => `<div><dt>${escape(item)}</dt><dd>${escape(reason)}</dd></div>`)
  return `<dl>${lines.join('\n')}</dl>`
}

function section(id: string, title: string, inside: string): string {
  return `<section aria-labelledby="${id}">\n<h2 id="${id}">${escape(title)}</h2>\n${inside}\n</section>`
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
