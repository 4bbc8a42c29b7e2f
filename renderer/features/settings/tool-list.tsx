import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toAppError } from '../../../shared/contract/errors.ts'
import type { CommandReply } from '../../../shared/contract/commands.ts'
import { send } from '../../bridge/client.ts'
import { errorSentence } from '../../parts/error-sentence.ts'
import { Button } from '../../ui/button.tsx'

type Looked = CommandReply<'servers.look'>

/** The tools of a server as they are now, in the server's own words, and what has changed since the owner last looked. */
export function ToolList({ serverId }: { serverId: string }) {
  const { t } = useTranslation()
  const [looked, setLooked] = useState<Looked | null>(null)
  const look = useCallback(
    async (accept: boolean) => {
      setLooked(null)
      try {
        setLooked(await send('servers.look', { serverId, accept }))
      } catch (thrown) {
        setLooked({ error: toAppError(thrown), tools: [], gone: [] })
      }
    },
    [serverId],
  )
  useEffect(() => void look(false), [look])
  if (looked === null) {
    return (
      <p className="hint" role="status">
        {t('servers.looking')}
      </p>
    )
  }
  const { error, tools, gone } = looked
  const hasNews = gone.length > 0 || tools.some(({ state }) => state !== 'same')
  return (
    <div className="grid gap-3">
      {error !== null && (
        <p className="wrong" role="status">
          {errorSentence(error, t)}
        </p>
      )}
      {error !== null && error.detail !== '' && <pre className="hint tool-detail">{error.detail.slice(0, 600)}</pre>}
      {error === null && tools.length === 0 && <p className="hint">{t('servers.none')}</p>}
      <ul className="tool-list">
        {tools.map(({ name, description, state }) => (
          <li key={name}>
            <b>{name}</b>
            {state !== 'same' && <span className="quiet"> · {t(`servers.state.${state}`)}</span>}
            <p>{description.slice(0, 600)}</p>
          </li>
        ))}
      </ul>
      {gone.length > 0 && <p className="hint">{t('servers.gone', { names: gone.join(', ') })}</p>}
      {hasNews && <p className="hint">{t('servers.changed')}</p>}
      <div className="flex gap-2">
        <Button onClick={() => void look(false)}>{t('servers.again')}</Button>
        {hasNews && (
          <Button look="go" onClick={() => void look(true)}>
            {t('servers.accept')}
          </Button>
        )}
      </div>
    </div>
  )
}
