import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Tools } from '../../shared/model/tools.ts'
import { send } from '../bridge/client.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { lastName } from './paths.ts'
import { useAction } from './use-action.ts'

type Folder = Tools['folders'][number]

/** Folders a model may read, or work in. Each is picked in the system's dialog. */
export function FolderTicks({
  folders,
  onChange,
}: {
  folders: readonly Folder[]
  onChange: (folders: Folder[]) => void
}) {
  const { t } = useTranslation()
  const { busy, act } = useAction()
  const add = (access: Folder['access']) =>
    act(async () => {
      const { path } = await send('folders.pick', { access, startAt: null })
      if (path !== null) onChange([...folders.filter((each) => each.path !== path), { path, access }])
    })
  return (
    <Ticks
      title={t('tools.folders')}
      items={folders.map(({ path, access }) => ({
        key: path,
        words: t(`tools.access.${access}`, { folder: lastName(path) }),
      }))}
      onRemove={(path) => onChange(folders.filter((each) => each.path !== path))}
    >
      <Button disabled={busy} onClick={() => add('read')}>
        {t('tools.addRead')}
      </Button>
      <Button disabled={busy} onClick={() => add('write')}>
        {t('tools.addWrite')}
      </Button>
    </Ticks>
  )
}

/** Programs a model may start, each time after the owner has seen the command. */
export function ProgramTicks({
  programs,
  onChange,
}: {
  programs: readonly string[]
  onChange: (programs: string[]) => void
}) {
  const { t } = useTranslation()
  const { busy, act } = useAction()
  return (
    <Ticks
      title={t('tools.programs')}
      items={programs.map((path) => ({ key: path, words: lastName(path) }))}
      onRemove={(path) => onChange(programs.filter((each) => each !== path))}
    >
      <Button
        disabled={busy}
        onClick={() =>
          act(async () => {
            const { path } = await send('programs.pick', { startAt: null })
            if (path !== null) onChange([...programs.filter((each) => each !== path), path])
          })
        }
      >
        {t('tools.addProgram')}
      </Button>
    </Ticks>
  )
}

/** Sites whose pages a model may read, with the names below them. */
export function SiteTicks({ sites, onChange }: { sites: Tools['sites']; onChange: (sites: Tools['sites']) => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const host = hostIn(typed)
  return (
    <Ticks
      title={t('tools.sites')}
      items={sites.map((site) => ({ key: site.host, words: site.host }))}
      onRemove={(name) => onChange(sites.filter((each) => each.host !== name))}
    >
      <input
        className="input"
        inputMode="url"
        maxLength={300}
        aria-label={t('tools.site')}
        placeholder="example.com"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button
        disabled={host === null}
        onClick={() => {
          if (host === null) return
          const others = sites.filter((each) => each.host !== host)
          onChange([...others, { host, subdomains: true, port: null, privateNetwork: false }])
          setTyped('')
        }}
      >
        {t('tools.addSite')}
      </Button>
    </Ticks>
  )
}

/** The site of what was typed: a name, or a whole address. */
function hostIn(typed: string): string | null {
  const text = typed.trim()
  const host = URL.parse(/^https?:\/\//i.test(text) ? text : `https://${text}`)?.hostname ?? ''
  return host.includes('.') ? host.replace(/^www\./, '') : null
}

function Ticks(props: {
  title: string
  items: readonly { key: string; words: string }[]
  onRemove: (key: string) => void
  children: ReactNode
}) {
  const { t } = useTranslation()
  return (
    <fieldset className="grid gap-2">
      <legend>{props.title}</legend>
      {props.items.map(({ key, words }) => (
        <div key={key} className="flex gap-2 items-center" title={key}>
          <span>{words}</span>
          <IconButton
            icon="close"
            small
            label={t('tools.remove', { name: words })}
            onClick={() => props.onRemove(key)}
          />
        </div>
      ))}
      <div className="flex gap-2">{props.children}</div>
    </fieldset>
  )
}
