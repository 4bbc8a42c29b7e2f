import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { AgentDraft } from '../../../shared/model/agent.ts'
import type { GivenPermission, Permission } from '../../../shared/model/permission.ts'
import { isPractice } from '../../../shared/model/provider.ts'
import { permissionsOf, refusalsOf } from '../../../shared/rules/permissions-of.ts'
import { lastName } from '../../parts/paths.ts'
import { useMirror } from '../../store/mirror.ts'
import { Icon } from '../../ui/icons.tsx'
import { openField } from './steps/focus-step.ts'
import { useModelChoice } from './use-model-choice.ts'

type Line = { readonly words: string; readonly from: GivenPermission['from'] }

/** What the agent may do and what it may not, in words; each leads to where it was allowed. */
export function May({ draft }: { draft: AgentDraft }) {
  const { t, i18n } = useTranslation()
  const permissions = permissionsOf(draft)
  const names = useNames(draft)
  const waits = draft.steps.some(({ kind, id }) => kind === 'approve' && !draft.switchedOff.includes(id))
  const lines = permissions.flatMap((permission) =>
    wordsOf(permission, names, t, i18n.language).map((words): Line => ({ words, from: permission.from })),
  )
  const may = [...lines, ...(waits ? [{ words: t('agents.may.ask'), from: null }] : [])]
  const once = may.filter(({ words }, at) => may.findIndex((each) => each.words === words) === at)
  return (
    <section>
      <h2>{t('agents.may.title')}</h2>
      {once.length === 0 ? (
        <p className="note">{t('agents.may.nothing')}</p>
      ) : (
        <ul className="may">
          {once.map(({ words, from }) => (
            <li key={words}>
              <Icon name="check" />
              {from === null ? (
                <span>{words}</span>
              ) : (
                <button type="button" className="plain-link" onClick={() => openField(from.stepId, from.field)}>
                  {words}
                </button>
              )}
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
    </section>
  )
}

type Names = {
  readonly services: readonly string[]
  readonly isPractice: boolean
  readonly mailbox: (id: string) => string
  readonly server: (id: string) => string
  readonly robot: (id: string) => string
  readonly agent: (id: string) => string
}

function useNames(draft: AgentDraft): Names {
  const answer = useModelChoice(draft)
  const providers = useMirror((mirror) => mirror.providers)
  const agents = useMirror((mirror) => mirror.agents)
  const { mailAccounts, toolServers, robots } = useMirror((mirror) => mirror.settings)
  const models = answer.ok ? [answer.model, ...answer.fallbacks] : []
  const named = models.filter((model) => !isPractice(model)).map(({ providerId }) => providerId)
  return {
    services: [...new Set(named)].map((id) => providers.find((provider) => provider.id === id)?.name ?? id),
    isPractice: models.some(isPractice),
    mailbox: (id) => mailAccounts.find((each) => each.id === id)?.name ?? id,
    server: (id) => toolServers.find((each) => each.id === id)?.name ?? id,
    robot: (id) => robots.find((each) => each.id === id)?.name ?? id,
    agent: (id) => Object.values(agents).find((each) => each.id === id)?.name ?? id,
  }
}

function list(words: readonly string[], language: string): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(words)
}

function wordsOf(permission: Permission, names: Names, t: TFunction, language: string): string[] {
  switch (permission.kind) {
    case 'files': {
      const { path, access, isFolder, changes } = permission
      const may = isFolder && changes ? 'change' : access
      return [t(`agents.may.${isFolder ? 'folder' : 'file'}.${may}`, { name: lastName(path) })]
    }
    case 'site': {
      const { host, ports, signedIn, private: isPrivate } = permission
      if (host === '*') return [t('agents.may.anySite')]
      const site = [host, ...ports].join(':')
      if (signedIn) return [t('agents.may.openSignedIn', { site })]
      return [t(isPrivate ? 'agents.may.openOwn' : 'agents.may.open', { site })]
    }
    case 'mail': {
      const account = names.mailbox(permission.account)
      if (permission.may !== 'send') return [t(`agents.may.mail.${permission.may}`, { account })]
      const { people, columns } = permission
      const anyone = columns.length === 0 ? [] : [t('agents.may.mail.anyone', { columns: list(columns, language) })]
      return [t('agents.may.mail.send', { account, to: list([...people, ...anyone], language) })]
    }
    case 'robot':
      return [t('agents.may.robot', { robot: names.robot(permission.robot) })]
    case 'program': {
      const { path, arguments: given, asks } = permission
      const command = [lastName(path), ...(given ?? [])].join(' ')
      return [t(asks ? 'agents.may.program' : 'agents.may.programUnasked', { command }), t('agents.may.programRights')]
    }
    case 'tool':
      return [t('agents.may.tool', { tool: permission.tool, server: names.server(permission.server) })]
    case 'result':
      return [t('agents.may.result', { agent: names.agent(permission.agent) })]
    case 'model':
      return names.isPractice
        ? [t('agents.may.practice')]
        : names.services.map((service) => t('agents.may.send', { service }))
    case 'clipboard':
      return [t('agents.may.clipboard')]
    case 'tell':
      return [t('agents.may.tell')]
  }
}
