import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { send } from '../../bridge/client.ts'
import { useAction } from '../../parts/use-action.ts'
import { useReply } from '../../parts/use-reply.ts'
import { useMirror } from '../../store/mirror.ts'
import { go } from '../../store/place.ts'
import { Button } from '../../ui/button.tsx'
import { OpenChip } from '../../ui/chip.tsx'

/** How another program starts the agent: the address, its secret, and a command to copy. */
export function HookChip({ hookId }: { hookId: string }) {
  const { t } = useTranslation()
  return (
    <OpenChip form label={t('sources.webhook.how')} words={t('sources.webhook.how')}>
      {() => <HookFacts hookId={hookId} />}
    </OpenChip>
  )
}

function HookFacts({ hookId }: { hookId: string }) {
  const { t } = useTranslation()
  const port = useMirror((mirror) => mirror.settings.webhookPort)
  const [renewed, setRenewed] = useState(0)
  const [copied, setCopied] = useState(false)
  const { busy, act } = useAction()
  const reply = useReply(() => send('webhooks.show', { hookId, renew: false }), `${hookId} ${port} ${renewed}`)
  if (port === null) {
    return (
      <div className="grid gap-3">
        <p className="note">{t('sources.webhook.closed')}</p>
        <Button onClick={() => go({ name: 'settings' })}>{t('sources.webhook.toSettings')}</Button>
      </div>
    )
  }
  if (reply.kind !== 'arrived') return null
  const { address, secret } = reply.value
  const command = `curl -X POST -H "Authorization: Bearer ${secret}" -d "hello" ${address}`
  return (
    <div className="grid gap-3">
      <dl className="ledger hook">
        <dt>{t('sources.webhook.address')}</dt>
        <dd>{address}</dd>
        <dt>{t('sources.webhook.secret')}</dt>
        <dd>{secret}</dd>
      </dl>
      <p className="note">{t('sources.webhook.saveFirst')}</p>
      <Button
        look="go"
        onClick={() =>
          act(async () => {
            await navigator.clipboard.writeText(command)
            setCopied(true)
          })
        }
      >
        {t(copied ? 'sources.webhook.copied' : 'sources.webhook.copy')}
      </Button>
      <Button
        disabled={busy}
        onClick={() =>
          act(async () => {
            await send('webhooks.show', { hookId, renew: true })
            setCopied(false)
            setRenewed(renewed + 1)
          })
        }
      >
        {t('sources.webhook.renew')}
      </Button>
    </div>
  )
}
