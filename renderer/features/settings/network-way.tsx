import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NetworkFinding } from '../../../shared/contract/commands/network.ts'
import type { Proxy } from '../../../shared/model/proxy.ts'
import { send } from '../../bridge/client.ts'
import { errorSentence } from '../../parts/error-sentence.ts'
import { useAction } from '../../parts/use-action.ts'
import { useMirror } from '../../store/mirror.ts'
import { Button } from '../../ui/button.tsx'
import { OpenChip } from '../../ui/chip.tsx'
import { Lamp } from '../../ui/lamp.tsx'
import { ProxyForm } from './proxy-form.tsx'

/** How requests leave this computer, and what happened to each service on the way. */
export function NetworkWay() {
  const { t } = useTranslation()
  const proxy = useMirror((mirror) => mirror.settings.proxy)
  const [findings, setFindings] = useState<readonly NetworkFinding[] | null>(null)
  const { busy, act } = useAction()
  return (
    <section className="sec">
      <h2 className="sec-h">{t('network.title')}</h2>
      <p className="note mb-3">{t('network.meaning')}</p>
      <div className="setting">
        <h3>{t('network.way')}</h3>
        <OpenChip form label={t('network.way')} words={wordsOf(proxy, t)}>
          {(close) => (
            <ProxyForm
              proxy={proxy}
              onDone={() => {
                setFindings(null)
                close()
              }}
            />
          )}
        </OpenChip>
      </div>
      <div className="setting">
        <h3>{t('network.test')}</h3>
        <Button
          disabled={busy}
          onClick={() =>
            act(async () => {
              setFindings(null)
              setFindings((await send('network.try', {})).findings)
            })
          }
        >
          {t('network.test')}
        </Button>
        <p role="status">
          {busy ? t('network.testing') : findings === null ? t('network.testMeaning') : sum(findings, t)}
        </p>
      </div>
      {findings !== null && (
        <ul className="rates mt-3">
          {findings.map((finding) => (
            <Finding key={finding.host} finding={finding} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Finding({ finding: { name, host, proxy, error } }: { finding: NetworkFinding }) {
  const { t } = useTranslation()
  const by = proxy === '?' ? t('network.otherProxy') : proxy
  const reached = by === null ? t('network.reached') : t('network.reachedVia', { proxy: by })
  return (
    <li className="[&>svg]:mt-1 [&>svg]:self-start">
      <Lamp name={error === null ? 'done' : 'failed'} label={error === null ? reached : t('network.notReached')} />
      <span className="min-w-0 flex-1">
        {name} <span className="quiet">{host}</span>
        <span className="quiet block">{error === null ? reached : errorSentence(error, t)}</span>
      </span>
    </li>
  )
}

type Translate = ReturnType<typeof useTranslation>['t']

function wordsOf(proxy: Proxy, t: Translate): string {
  switch (proxy.mode) {
    case 'system':
    case 'none':
      return t(`network.modes.${proxy.mode}`)
    case 'script':
      return t('network.through', { proxy: proxy.address })
    case 'manual':
      return t('network.through', { proxy: `${proxy.host}:${proxy.port}` })
  }
}

function sum(findings: readonly NetworkFinding[], t: Translate): string {
  const count = findings.length
  const reached = findings.filter(({ error }) => error === null).length
  if (reached === count) return t('network.summaryAll', { count })
  return reached === 0 ? t('network.summaryNone', { count }) : t('network.summarySome', { count, reached })
}
