import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { OpenChip } from '../../../ui/chip.tsx'
import { Icon } from '../../../ui/icons.tsx'
import { TimeChip, TimeForm } from '../../../parts/time-chip.tsx'

const timesAtMost = 24

/** The times of one day, each by itself, and a place for another. */
export function TimesChips({
  times,
  onChoose,
}: {
  times: readonly string[]
  onChoose: (times: [string, ...string[]]) => void
}) {
  const { t } = useTranslation()
  const put = (next: readonly string[]) => {
    const [first, ...others] = [...new Set(next)].toSorted()
    if (first !== undefined) onChoose([first, ...others])
  }
  return (
    <>
      {/* By its place, so that the focus stays where it is when a time is changed. */}
      {times.map((time, index) => (
        <Fragment key={index}>
          {index > 0 && t('starts.and')}
          <TimeChip
            label={t('steps.trigger.time')}
            time={time}
            onChoose={(next) => put(times.with(index, next))}
            {...(times.length > 1 ? { onRemove: () => put(times.filter((each) => each !== time)) } : {})}
          />
        </Fragment>
      ))}
      {times.length < timesAtMost && (
        <>
          {' '}
          <OpenChip form label={t('starts.addTimeLabel')} words={<AddSign words={t('starts.addTime')} />}>
            {(close) => (
              <TimeForm
                label={t('starts.addTimeLabel')}
                time=""
                onDone={(time) => {
                  put([...times, time])
                  close()
                }}
              />
            )}
          </OpenChip>
        </>
      )}
    </>
  )
}

function AddSign({ words }: { words: string }) {
  return (
    <>
      <span className="sr-only">{words}</span>
      <Icon name="plus" />
    </>
  )
}
