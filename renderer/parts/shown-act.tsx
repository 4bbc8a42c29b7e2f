import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlannedAct } from '../../shared/model/planned-act.ts'
import { useFormat } from './use-format.ts'

/** All of what is about to be done. Everything in it is data and is shown as it is, never read for formatting. */
export function ShownAct({ act }: { act: PlannedAct }) {
  const { t } = useTranslation()
  const format = useFormat()
  switch (act.kind) {
    case 'mail':
      return (
        <Facts
          facts={[
            [t('approvals.parts.from'), act.from],
            [t('approvals.parts.to'), lines(act.to)],
            ...(act.cc.length === 0 ? [] : [[t('approvals.parts.copy'), lines(act.cc)] as const]),
            [t('approvals.parts.subject'), act.subject],
            [t('approvals.parts.body'), <Text key="body" text={act.body} />],
            ...act.attachments.map(
              ({ name, bytes }) => [t('approvals.parts.attachment'), `${name} (${format.bytes(bytes)})`] as const,
            ),
          ]}
        />
      )
    case 'message':
      return (
        <Facts
          facts={[
            [t('approvals.parts.to'), act.to],
            [t('approvals.parts.body'), <Text key="text" text={act.text} />],
          ]}
        />
      )
    case 'files':
      return (
        <Facts
          facts={act.changes.flatMap(({ what, from, to, before, after }) => [
            [t(`approvals.change.${what}`), from === null || from === to ? to : `${from} → ${to}`] as const,
            ...(before === null ? [] : [[t('approvals.parts.before'), <Text key="before" text={before} />] as const]),
            ...(after === null ? [] : [[t('approvals.parts.after'), <Text key="after" text={after} />] as const]),
          ])}
        />
      )
    case 'rows':
      return (
        <>
          <Facts facts={[[t('approvals.parts.file'), act.file]]} />
          <table>
            <thead>
              <tr>
                {act.columns.map(({ name }) => (
                  <th key={name}>{name}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {act.rows.map((row, at) => (
                <tr key={`${at} ${row.join(' ')}`}>
                  {act.columns.map(({ name }, column) => (
                    <td key={name}>{String(row[column] ?? '')}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )
    case 'command':
      return (
        <Facts
          facts={[
            [t('approvals.parts.program'), act.program],
            [t('approvals.parts.arguments'), <Text key="arguments" text={act.arguments.join('\n')} />],
            [t('approvals.parts.folder'), act.folder],
          ]}
        />
      )
    case 'tool':
      return (
        <Facts
          facts={[
            [t('approvals.parts.tool'), `${act.server}: ${act.tool}`],
            [t('approvals.parts.input'), <Text key="input" text={act.input} />],
          ]}
        />
      )
    case 'page':
      return <Facts facts={[[t('approvals.parts.address'), act.address]]} />
  }
}

function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl>
      {facts.map(([label, value], at) => (
        <Fragment key={`${at} ${label}`}>
          <dt className="quiet small">{label}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}

function Text({ text }: { text: string }) {
  return <pre>{text}</pre>
}

function lines(words: readonly string[]): string {
  return words.join(', ')
}
