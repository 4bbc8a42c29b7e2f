import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { hasTools, type Tools } from '../../shared/model/tools.ts'
import { useMirror } from '../store/mirror.ts'
import { OpenChip } from '../ui/chip.tsx'
import { Tick } from '../ui/choices.tsx'
import { FolderTicks, ProgramTicks, SiteTicks } from './tool-ticks.tsx'

/** What a model may use while it works, each ticked one by one. What is not here cannot be used. */
export function ToolsChip({
  id,
  label,
  missing,
  tools,
  onChange,
}: {
  id?: string
  label: string
  /** What to choose, shown while nothing is. */
  missing: string
  tools: Tools
  onChange: (tools: Tools) => void
}) {
  const words = useToolWords(tools)
  const isMissing = !hasTools(tools)
  return (
    <OpenChip
      form
      label={label}
      missing={isMissing}
      words={isMissing ? missing : words}
      {...(id === undefined ? {} : { id })}
    >
      {() => <ToolsForm tools={tools} onChange={onChange} />}
    </OpenChip>
  )
}

function ToolsForm({ tools, onChange }: { tools: Tools; onChange: (tools: Tools) => void }) {
  const { t } = useTranslation()
  const servers = useMirror((mirror) => mirror.settings.toolServers)
  const change = (changes: Partial<Tools>) => onChange({ ...tools, ...changes })
  const isTicked = (server: string, tool: string) =>
    tools.servers.some((each) => each.server === server && each.tool === tool)
  return (
    <div className="grid gap-3 tool-form">
      <FolderTicks folders={tools.folders} onChange={(folders) => change({ folders })} />
      <SiteTicks sites={tools.sites} onChange={(sites) => change({ sites })} />
      <ProgramTicks programs={tools.programs} onChange={(programs) => change({ programs })} />
      {(['tables', 'note', 'askOwner'] as const).map((name) => (
        <Check key={name} words={t(`tools.${name}`)} on={tools[name]} onChange={(on) => change({ [name]: on })} />
      ))}
      {servers.map((server) => (
        <fieldset key={server.id} className="grid gap-2">
          <legend>{server.name}</legend>
          {server.tools.map(({ name, description }) => (
            <Check
              key={name}
              words={name}
              meaning={description}
              on={isTicked(server.id, name)}
              onChange={(on) => {
                const others = tools.servers.filter((each) => each.server !== server.id || each.tool !== name)
                change({ servers: on ? [...others, { server: server.id, tool: name }] : others })
              }}
            />
          ))}
        </fieldset>
      ))}
    </div>
  )
}

function Check(props: { words: string; meaning?: string; on: boolean; onChange: (on: boolean) => void }) {
  const id = useId()
  return (
    <div className="flex items-center gap-2">
      <Tick id={id} on={props.on} onChange={props.onChange} />
      <label htmlFor={id}>
        {props.words}
        {props.meaning !== undefined && <small className="quiet tiny block">{props.meaning}</small>}
      </label>
    </div>
  )
}

/** The ticked tools in a few words, such as `2 folders, 1 program`. */
function useToolWords(tools: Tools): string {
  const { t } = useTranslation()
  const counted = (['folders', 'sites', 'programs', 'servers'] as const).flatMap((name) =>
    tools[name].length === 0 ? [] : [t(`tools.count.${name}`, { count: tools[name].length })],
  )
  const others = (['tables', 'note', 'askOwner'] as const).flatMap((name) =>
    tools[name] ? [t(`tools.short.${name}`)] : [],
  )
  return [...counted, ...others].join(t('tools.and'))
}
