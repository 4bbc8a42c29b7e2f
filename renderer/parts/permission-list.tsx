import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Permission } from '../../shared/model/permission.ts'
import { refusalsOf } from '../../shared/rules/permissions-of.ts'
import { useMirror } from '../store/mirror.ts'
import { Icon } from '../ui/icons.tsx'
import { lastName } from './paths.ts'

/** Who the models are its texts go to. */
export type ModelPlaces = { readonly services: readonly string[]; readonly isPractice: boolean }

/**
 * What an agent may do and what it may not, in words.
 *
 * @param also further things it may do, said after the permissions
 * @param wayTo leads to where a permission was given; null where that is nowhere to be seen
 */
export function PermissionList<Each extends Permission>({
  permissions,
  places,
  also,
  wayTo,
}: {
  permissions: readonly Each[]
  places: ModelPlaces
  also: readonly string[]
  wayTo: (permission: Each) => (() => void) | null
}) {
  const { t, i18n } = useTranslation()
  const names = useNames(places)
  const lines = permissions.flatMap((permission) =>
    wordsOf(permission, names, t, i18n.language).map(({ words, title }) => ({ words, title, permission })),
  )
  // Two folders of one name are two things.
  const once = lines.filter(
    ({ words, title }, at) => lines.findIndex((each) => each.words === words && each.title === title) === at,
  )
  return (
    <>
      <h2>{t('agents.may.title')}</h2>
      {once.length + also.length === 0 ? (
        <p className="note">{t('agents.may.nothing')}</p>
      ) : (
        <ul className="may">
          {once.map(({ words, title, permission }) => (
            <li key={`${words} ${title}`} title={title}>
              <Icon name="check" />
              <Words words={words} go={wayTo(permission)} />
            </li>
          ))}
          {also.map((words) => (
            <li key={words}>
              <Icon name="check" />
              <span>{words}</span>
            </li>
          ))}
        </ul>
      )}
      <h2>{t('agents.mayNot.title')}</h2>
      <ul className="may">
        {refusalsOf(permissions).map((refusal) => (
          <li key={refusal} className="no">
            <Icon name="forbidden" />
            <span>{t(`agents.mayNot.${refusal}`)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function Words({ words, go }: { words: string; go: (() => void) | null }) {
  if (go === null) return <span>{words}</span>
  return (
    <button type="button" className="plain-link" onClick={go}>
      {words}
    </button>
  )
}

type Names = ModelPlaces & {
  readonly mailbox: (id: string) => string
  readonly server: (id: string) => string
  readonly robot: (id: string) => string
  readonly agent: (id: string) => string
}

function useNames(places: ModelPlaces): Names {
  const agents = useMirror((mirror) => mirror.agents)
  const { mailAccounts, toolServers, robots } = useMirror((mirror) => mirror.settings)
  return {
    ...places,
    mailbox: (id) => mailAccounts.find((each) => each.id === id)?.name ?? id,
    server: (id) => toolServers.find((each) => each.id === id)?.name ?? id,
    robot: (id) => robots.find((each) => each.id === id)?.name ?? id,
    agent: (id) => Object.values(agents).find((each) => each.id === id)?.name ?? id,
  }
}

function list(words: readonly string[], language: string): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(words)
}

type Words = { readonly words: string; readonly title?: string }

function wordsOf(permission: Permission, names: Names, t: TFunction, language: string): Words[] {
  const say = (words: string): Words[] => [{ words }]
  switch (permission.kind) {
    case 'files': {
      const { path, access, isFolder, changes } = permission
      const may = isFolder && changes ? 'change' : access
      return [{ words: t(`agents.may.${isFolder ? 'folder' : 'file'}.${may}`, { name: lastName(path) }), title: path }]
    }
    case 'site': {
      const { host, ports, signedIn, private: isPrivate } = permission
      if (host === '*') return say(t('agents.may.anySite'))
      const site = [host, ...ports].join(':')
      if (signedIn) return say(t('agents.may.openSignedIn', { site }))
      return say(t(isPrivate ? 'agents.may.openOwn' : 'agents.may.open', { site }))
    }
    case 'mail': {
      const account = names.mailbox(permission.account)
      if (permission.may !== 'send') return say(t(`agents.may.mail.${permission.may}`, { account }))
      const { people, columns } = permission
      const anyone = columns.length === 0 ? [] : [t('agents.may.mail.anyone', { columns: list(columns, language) })]
      return say(t('agents.may.mail.send', { account, to: list([...people, ...anyone], language) }))
    }
    case 'robot':
      return say(t('agents.may.robot', { robot: names.robot(permission.robot) }))
    case 'program': {
      const { path, arguments: given, asks } = permission
      const command = [lastName(path), ...(given ?? [])].join(' ')
      return [
        { words: t(asks ? 'agents.may.program' : 'agents.may.programUnasked', { command }), title: path },
        { words: t('agents.may.programRights') },
      ]
    }
    case 'tool':
      return say(t('agents.may.tool', { tool: permission.tool, server: names.server(permission.server) }))
    case 'result':
      return say(t('agents.may.result', { agent: names.agent(permission.agent) }))
    case 'model':
      return names.isPractice
        ? say(t('agents.may.practice'))
        : names.services.flatMap((service) => say(t('agents.may.send', { service })))
    case 'clipboard':
      return say(t('agents.may.clipboard'))
    case 'tell':
      return say(t('agents.may.tell'))
  }
}
