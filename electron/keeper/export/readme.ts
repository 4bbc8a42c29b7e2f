import { createTranslator } from '../../../shared/i18n/translate.ts'
import { dayOf } from '../../../shared/rules/day.ts'
import type { KeeperContract } from '../protocol.ts'

/** Every file of an export, in the order one looks for them; its words are `moving.readme.files`. */
export const explained = {
  results: 'results/',
  resultsTable: 'results/results.csv',
  runsTable: 'runs/runs.csv',
  runs: 'runs/runs.json',
  times: 'runs/times.csv',
  questions: 'runs/questions.json',
  value: 'value/value.csv',
  usageTable: 'usage/usage.csv',
  usage: 'usage/usage.json',
  sums: 'usage/sums-by-day.csv',
  limits: 'limits/limits.csv',
  agents: 'agents/*.kaihe-agent',
  agentsWhole: 'agents/agents.json',
  settings: 'settings/settings.json',
  services: 'settings/services.json',
} as const

/** What an export is and what each file of it says, as a page in the owner's language. */
export function readmeText(
  order: Pick<KeeperContract['exportAll']['request'], 'language' | 'zone' | 'at' | 'app'>,
): string {
  const { t } = createTranslator(order.language)
  const title = t('moving.readme.title')
  const rows = Object.entries(explained).map(([name, path]) => {
    const words = plain(t(`moving.readme.files.${name}`))
    return `<tr><th scope="row"><code>${plain(path)}</code></th><td>${words}</td></tr>`
  })
  return `<!doctype html>
<html lang="${order.language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${plain(title)}</title>
<style>
body { font: 16px/1.6 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1.5rem; color: #1d242b; background: #fff }
h1 { font-size: 1.5rem } h2 { font-size: 1.1rem; margin-top: 2rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid #dde2e6 }
th { font-weight: normal; white-space: nowrap } code { font-size: .875rem }
@media (prefers-color-scheme: dark) { body { color: #e6eaed; background: #16191c } th, td { border-color: #343a40 } }
</style>
<h1>${plain(title)}</h1>
<p>${plain(t('moving.readme.about', { day: dayOf(order.at, order.zone), version: order.app }))}</p>
<h2>${plain(t('moving.readme.filesTitle'))}</h2>
<table>
${rows.join('\n')}
</table>
<h2>${plain(t('moving.readme.readTitle'))}</h2>
<ul>
${(['tables', 'lists', 'times', 'money', 'without', 'back'] as const).map((part) => `<li>${plain(t(`moving.readme.read.${part}`, { zone: order.zone }))}</li>`).join('\n')}
</ul>
</html>
`
}

function plain(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
