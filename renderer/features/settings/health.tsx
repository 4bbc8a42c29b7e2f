import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type LoggedTrouble, processKindSchema } from '../../../shared/model/health.ts'
import { send } from '../../bridge/client.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useReply } from '../../parts/use-reply.ts'
import { useMirror } from '../../store/mirror.ts'
import { useMoment } from '../../store/moment.ts'
import { Button } from '../../ui/button.tsx'
import { DiagnosticsFile } from './diagnostics-file.tsx'
import { ErrorWords } from './error-words.tsx'

const firstTroubles = 5

/** How the app is on this computer. Looked at when the page opens, and when it is asked to. */
export function HealthSection() {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
  const providers = useMirror((mirror) => mirror.providers)
  const down = useMirror((mirror) => mirror.providersDown)
  const [look, setLook] = useState(0)
  const [shows, setShows] = useState(false)
  const reply = useReply(() => send('health.read', {}), String(look))
  const unreachable = providers.filter(({ id }) => down[id] !== undefined).map(({ name }) => name)
  return (
    <section className="sec">
      <h2 className="sec-h">{t('health.title')}</h2>
      <p className="note mb-3">{t('health.meaning')}</p>
      {reply.kind === 'failed' && <ErrorWords error={reply.error} />}
      {reply.kind === 'arrived' && (
        <>
          <dl className="ledger">
            <dt>{t('health.memory')}</dt>
            <dd>
              {t('health.together', {
                count: reply.value.processes.length,
                size: format.bytes(reply.value.processes.reduce((sum, each) => sum + each.memoryBytes, 0)),
              })}
            </dd>
            {reply.value.books.flatMap(({ file, bytes }) => [
              <dt key={file}>{t(`books.file.${file}`)}</dt>,
              <dd key={`${file} size`}>{format.bytes(bytes)}</dd>,
            ])}
            <dt>{t('health.disk')}</dt>
            <dd>
              {reply.value.freeDiskBytes === null ? t('health.unknown') : format.bytes(reply.value.freeDiskBytes)}
            </dd>
            {reply.value.dataPlace === 'network' && (
              <>
                <dt>{t('health.dataPlace')}</dt>
                <dd className="warn">{t('health.onNetwork')}</dd>
              </>
            )}
            <dt>{t('health.providers')}</dt>
            <dd>{unreachable.length === 0 ? t('health.allReached') : unreachable.join(', ')}</dd>
          </dl>
          <details className="mt-3">
            <summary>{t('health.all')}</summary>
            <dl className="ledger mt-2">
              {reply.value.processes.flatMap(({ kind, memoryBytes, cpuPercent }, index) => [
                <dt key={`${kind} ${index}`}>{t(`health.process.${kind}`)}</dt>,
                <dd key={`${kind} ${index} use`}>
                  {t('health.use', { size: format.bytes(memoryBytes), percent: `${Math.round(cpuPercent)} %` })}
                </dd>,
              ])}
              {reply.value.versions.flatMap(({ name, version }) => [
                <dt key={name}>{name}</dt>,
                <dd key={`${name} version`}>{version}</dd>,
              ])}
            </dl>
          </details>
          <h3 className="mt-3">{t('health.troubles')}</h3>
          {reply.value.troubles.length === 0 && <p className="note">{t('health.noTroubles')}</p>}
          <ul className="rates">
            {reply.value.troubles.slice(0, firstTroubles).map(({ at, code, where }, index) => (
              <li key={`${at} ${index}`}>
                <span className="min-w-0 flex-1">
                  <TroubleWords code={code} where={where} />
                </span>
                <span className="quiet">{format.dayAndClock(at, now)}</span>
              </li>
            ))}
          </ul>
          {shows && <DiagnosticsFile health={reply.value} onClose={() => setShows(false)} />}
        </>
      )}
      <div className="mt-3 flex flex-wrap gap-2">
        <Button onClick={() => setLook(look + 1)}>{t('health.again')}</Button>
        <Button disabled={reply.kind !== 'arrived'} onClick={() => setShows(true)}>
          {t('health.file.act')}
        </Button>
      </div>
    </section>
  )
}

/** What happened, and in which part of the app where that is known. */
function TroubleWords({ code, where }: Pick<LoggedTrouble, 'code' | 'where'>) {
  const { t } = useTranslation()
  const what = t(`errors.${code}.what`, namesLeftOut)
  const part = processKindSchema.safeParse(where)
  return part.success ? t('common.about', { who: t(`health.process.${part.data}`), what }) : what
}

/** What a text would name is not kept in the log. */
const namesLeftOut = Object.fromEntries(
  [
    'address',
    'agent',
    'column',
    'date',
    'encoding',
    'host',
    'model',
    'name',
    'sheet',
    'source',
    'subject',
    'tool',
    'version',
  ].map((each) => [each, '…']),
)
