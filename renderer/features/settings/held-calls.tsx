import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { firstMomentOf } from '../../../shared/rules/day.ts'
import { formatMoney } from '../../../shared/rules/format.ts'
import { send } from '../../bridge/client.ts'
import { useAction } from '../../parts/use-action.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useReply } from '../../parts/use-reply.ts'
import { useMirror } from '../../store/mirror.ts'
import { Button } from '../../ui/button.tsx'

/** What is still set aside for calls that broke off; the owner frees it once the service's bill shows no charge. */
export function HeldCalls() {
  const { t } = useTranslation()
  const format = useFormat()
  const agents = useMirror((mirror) => mirror.agents)
  const [released, setReleased] = useState(0)
  const reply = useReply(() => send('budgets.held', {}), String(released))
  const { busy, act } = useAction()
  if (reply.kind !== 'arrived' || reply.value.calls.length === 0) return null
  return (
    <section className="sec">
      <h2 className="sec-h">{t('limits.held.title')}</h2>
      <p className="note mb-3">{t('limits.held.meaning')}</p>
      <ul className="rates">
        {reply.value.calls.map((held) => (
          <li key={held.call}>
            <span className="num">
              {held.money === null
                ? t('limits.tokens', { tokens: format.count(held.tokens) })
                : formatMoney(held.money, format.language, 'live')}
            </span>
            <span className="quiet">{agents[held.agentId]?.name ?? ''}</span>
            <span className="quiet">{format.date(firstMomentOf(held.day, format.zone))}</span>
            <Button
              small
              disabled={busy}
              onClick={() =>
                act(async () => {
                  await send('budgets.release', { call: held.call })
                  setReleased(released + 1)
                })
              }
            >
              {t('limits.held.release')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
