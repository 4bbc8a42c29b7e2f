import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { send } from '../../bridge/client.ts'
import { useAction } from '../../parts/use-action.ts'
import { useReply } from '../../parts/use-reply.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorCard } from '../../ui/error-card.tsx'
import { Loading } from '../../ui/states.tsx'

const shippedSchema = z.object({
  shipped: z.array(z.object({ name: z.string(), version: z.string(), licence: z.string(), text: z.string() })),
})

/** Made by the build (electron/dev/licences) and put beside the page; nobody needs it until they ask. */
async function loadShipped() {
  const module: unknown = await import(/* @vite-ignore */ new URL('licences.js', document.baseURI).href)
  return shippedSchema.parse(Object.assign({}, module)).shipped
}

/** Everything the app is made of, and the terms of each. */
export function Licences() {
  const { t } = useTranslation()
  const reply = useReply(loadShipped, '')
  const [typed, setTyped] = useState('')
  const { act } = useAction()
  const shown =
    reply.kind === 'arrived' ? reply.value.filter(({ name }) => name.includes(typed.trim().toLowerCase())) : []
  return (
    <div className="inner slim">
      <h1 className="title">{t('guide.licences.title')}</h1>
      <p className="lede">{t('guide.licences.meaning')}</p>
      <p className="mt-3">
        <Button
          icon="open"
          onClick={() =>
            act(async () => {
              await send('app.openLicences', {})
            })
          }
        >
          {t('guide.licences.chromium')}
        </Button>
      </p>
      {reply.kind === 'failed' && <ErrorCard error={reply.error} />}
      {reply.kind === 'awaited' && <Loading awaited={t('guide.licences.reading')} />}
      {reply.kind === 'arrived' && (
        <section className="sec licences">
          <h2 className="sec-h">{t('guide.licences.count', { count: reply.value.length })}</h2>
          <input
            className="input w-full"
            type="search"
            maxLength={100}
            aria-label={t('guide.licences.search')}
            placeholder={t('guide.licences.search')}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <ul className="mt-3">
            {shown.map(({ name, version, licence, text }) => (
              <li key={`${name} ${version}`}>
                <details>
                  <summary>
                    <b>{name}</b> <span className="quiet">{version}</span> <span className="quiet">{licence}</span>
                  </summary>
                  <pre>{text}</pre>
                </details>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
