import { useTranslation } from 'react-i18next'
import type { ToolServer } from '../../../shared/model/tool-server.ts'
import { send } from '../../bridge/client.ts'
import { lastName } from '../../parts/paths.ts'
import { useAction } from '../../parts/use-action.ts'
import { useMirror } from '../../store/mirror.ts'
import { IconButton } from '../../ui/button.tsx'
import { OpenChip } from '../../ui/chip.tsx'
import { ToolList } from './tool-list.tsx'
import { ToolServerForm } from './tool-server-form.tsx'

/** Servers whose tools agents may use. */
export function ToolServers() {
  const { t } = useTranslation()
  const servers = useMirror((mirror) => mirror.settings.toolServers)
  const { busy, act } = useAction()
  return (
    <section className="sec">
      <h2 className="sec-h">{t('servers.title')}</h2>
      <p className="note mb-3">{t('servers.meaning')}</p>
      <ul className="rates">
        {servers.map((server) => (
          <li key={server.id}>
            <OpenChip form label={t('servers.change', { name: server.name })} words={server.name}>
              {(close) => <ToolServerForm server={server} onDone={close} />}
            </OpenChip>
            <span className="quiet">{placeOf(server)}</span>
            <OpenChip
              form
              label={t('servers.show', { name: server.name })}
              words={t('servers.tools', { count: server.tools.length })}
            >
              {() => <ToolList serverId={server.id} />}
            </OpenChip>
            <IconButton
              icon="close"
              small
              disabled={busy}
              label={t('servers.remove', { name: server.name })}
              onClick={() =>
                act(async () => {
                  await send('servers.remove', { serverId: server.id })
                })
              }
            />
          </li>
        ))}
      </ul>
      <OpenChip form label={t('servers.add')} words={t('servers.add')}>
        {(close) => <ToolServerForm server={null} onDone={close} />}
      </OpenChip>
    </section>
  )
}

function placeOf({ door }: ToolServer): string {
  return door.kind === 'program' ? lastName(door.path) : (URL.parse(door.url)?.host ?? door.url)
}
