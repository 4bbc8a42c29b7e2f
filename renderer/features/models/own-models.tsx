import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type FetchSource, fetchSourceSchema, type MeasuredComputer } from '../../../shared/model/own-model.ts'
import { listedModels } from '../../../shared/rules/own-models/listed-models.ts'
import { send } from '../../bridge/client.ts'
import { useAction } from '../../parts/use-action.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useReply } from '../../parts/use-reply.ts'
import { useMirror } from '../../store/mirror.ts'
import { tellDone } from '../../store/news.ts'
import { Button } from '../../ui/button.tsx'
import { Segmented } from '../../ui/choices.tsx'
import { ErrorCard } from '../../ui/error-card.tsx'
import { FetchRow } from './fetch-row.tsx'
import { ListedRow } from './listed-row.tsx'
import { OwnModelRow } from './own-model-row.tsx'

/** Models that run on this computer: those that are here, those on their way, and a list of good ones with how they fit. */
export function OwnModels() {
  const { t, i18n } = useTranslation()
  const { models, fetches } = useMirror((mirror) => mirror.ownModels)
  const [source, setSource] = useState<FetchSource>(i18n.language.startsWith('zh') ? 'modelscope' : 'huggingface')
  const measured = useReply(() => send('ownModels.measure', {}), `${models.length} ${fetches.length}`)
  const computer = measured.kind === 'arrived' ? measured.value : null
  const left = listedModels.filter(({ id }) => fetches.every(({ listedId }) => listedId !== id))
  return (
    <section className="sec own-models" aria-label={t('ownModels.title')}>
      <h2 className="sec-h">{t('ownModels.title')}</h2>
      <p className="note">{t('ownModels.meaning')}</p>
      {measured.kind === 'failed' && <ErrorCard error={measured.error} level="h3" />}
      {computer !== null && <Computer computer={computer} />}
      {models.length + fetches.length > 0 && (
        <>
          <h3>{t('ownModels.mine')}</h3>
          <ul className="own-list">
            {models.map((model) => (
              <OwnModelRow key={model.name} model={model} />
            ))}
            {fetches.map((each) => (
              <FetchRow key={each.listedId} fetched={each} />
            ))}
          </ul>
        </>
      )}
      <div className="own-from">
        <span>{t('ownModels.from')}</span>
        <Segmented
          label={t('ownModels.from')}
          value={source}
          options={sources.map((value) => ({ value, words: t(`ownModels.source.${value}`) }))}
          onChoose={setSource}
        />
      </div>
      <table className="models-table own-table">
        <thead>
          <tr>
            <th>{t('ownModels.column.model')}</th>
            <th className="w-44">{t('ownModels.column.memory')}</th>
            <th className="w-24">{t('ownModels.column.size')}</th>
            <th className="end w-36">
              <span className="sr">{t('ownModels.column.act')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {left.map((listed) => (
            <ListedRow
              key={listed.id}
              listed={listed}
              computer={computer}
              source={source}
              isHere={models.some(({ listedId }) => listedId === listed.id)}
            />
          ))}
        </tbody>
      </table>
      <Add />
    </section>
  )
}

const sources = fetchSourceSchema.options

function Computer({ computer }: { computer: MeasuredComputer }) {
  const { t } = useTranslation()
  const { bytes } = useFormat()
  const { memoryBytes, freeMemoryBytes, cores, freeDiskBytes } = computer
  const words = {
    memory: bytes(memoryBytes),
    free: bytes(freeMemoryBytes),
    processors: t('ownModels.processors', { count: cores }),
  }
  return (
    <p className="note">
      {freeDiskBytes === null
        ? t('ownModels.computerWithoutDisk', words)
        : t('ownModels.computer', { ...words, disk: bytes(freeDiskBytes) })}
    </p>
  )
}

/** A model the owner already has, as a file or a folder of them. */
function Add() {
  const { t } = useTranslation()
  const { busy, act } = useAction()
  const add = (command: 'ownModels.addFile' | 'ownModels.addFolder') =>
    act(async () => {
      const { added } = await send(command, {})
      if (added === null) return
      tellDone(added === 0 ? t('ownModels.nothingNew') : t('ownModels.added', { count: added }), null)
    })
  return (
    <div className="own-add">
      <Button disabled={busy} onClick={() => add('ownModels.addFile')}>
        {t('ownModels.addFile')}
      </Button>
      <Button disabled={busy} onClick={() => add('ownModels.addFolder')}>
        {t('ownModels.addFolder')}
      </Button>
      <p className="note">{t('ownModels.addMeaning')}</p>
    </div>
  )
}
