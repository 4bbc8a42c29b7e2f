import { Popover } from 'radix-ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Instant, instantSchema } from '../../shared/model/brand.ts'
import { nextAt, tomorrowAt } from '../../shared/rules/pause.ts'
import { send } from '../bridge/client.ts'
import { usePausedWords } from '../parts/paused-words.ts'
import { readTime } from '../parts/read-time.ts'
import { useAction } from '../parts/use-action.ts'
import { useFormat } from '../parts/use-format.ts'
import { useMirror } from '../store/mirror.ts'
import { readMoment } from '../store/moment.ts'
import { workingRuns } from '../store/selectors.ts'
import { Button } from '../ui/button.tsx'
import { MenuItem } from '../ui/chip.tsx'
import { Field } from '../ui/field.tsx'
import { Icon } from '../ui/icons.tsx'

const hour = 3_600_000
const morning = 8 * 60

/** Stop everything that works; pause what would start by itself, for a time or until the owner goes on. */
export function Brakes() {
  const { t } = useTranslation()
  const paused = useMirror((mirror) => mirror.settings.paused)
  const working = useMirror((mirror) => workingRuns(mirror).length)
  const words = usePausedWords()
  const { busy, act } = useAction()
  const pause = (until: Instant | null) =>
    act(async () => {
      await send('app.pauseAll', { paused: true, until })
    })
  return (
    <>
      {working > 0 && (
        <Button
          look="bare"
          small
          icon="stop"
          disabled={busy}
          aria-label={t('nav.stopAll')}
          onClick={() =>
            act(async () => {
              await send('app.stopAll', {})
            })
          }
        >
          <span className="roomy">{t('nav.stopAll')}</span>
        </Button>
      )}
      {paused && <span className="roomy">{words}</span>}
      <span className="brake">
        <Button
          look={paused ? 'go' : 'bare'}
          small
          icon={paused ? 'play' : 'pause'}
          disabled={busy}
          aria-label={t(paused ? 'nav.goOn' : 'nav.pauseAll')}
          onClick={() => {
            if (!paused) pause(null)
            else
              act(async () => {
                await send('app.pauseAll', { paused: false })
              })
          }}
        >
          <span className="roomy">{t(paused ? 'nav.goOn' : 'nav.pauseAll')}</span>
        </Button>
        {!paused && <PauseUntil onPause={pause} />}
      </span>
    </>
  )
}

function PauseUntil({ onPause }: { onPause: (until: Instant | null) => void }) {
  const { t } = useTranslation()
  const { zone } = useFormat()
  const [open, setOpen] = useState(false)
  const choose = (until: Instant | null) => {
    setOpen(false)
    onPause(until)
  }
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <button type="button" className="btn bare icon small" aria-label={t('nav.pauseFor.label')}>
          <Icon name="clock" small />
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="popover"
          align="end"
          sideOffset={6}
          collisionPadding={12}
          aria-label={t('nav.pauseFor.label')}
        >
          <MenuItem onClick={() => choose(instantSchema.parse(Date.now() + hour))}>{t('nav.pauseFor.hour')}</MenuItem>
          <MenuItem onClick={() => choose(tomorrowAt(morning, readMoment(), zone))}>
            {t('nav.pauseFor.tomorrow', { time: '08:00' })}
          </MenuItem>
          <MenuItem onClick={() => choose(null)}>{t('nav.pauseFor.open')}</MenuItem>
          <ChosenTime onChoose={(minutes) => choose(nextAt(minutes, readMoment(), zone))} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function ChosenTime({ onChoose }: { onChoose: (minutes: number) => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState(false)
  return (
    <form
      className="until"
      onSubmit={(event) => {
        event.preventDefault()
        const time = readTime(typed)
        if (time === null) setWrong(true)
        else onChoose(Number(time.slice(0, 2)) * 60 + Number(time.slice(3)))
      }}
    >
      <Field label={t('nav.pauseFor.time')} wrong={wrong ? t('nav.pauseFor.wrong') : ''}>
        {(control) => (
          <input
            className="input"
            inputMode="numeric"
            maxLength={5}
            placeholder="14:00"
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value)
              setWrong(false)
            }}
            {...control}
          />
        )}
      </Field>
      <Button submit>{t('nav.pauseFor.pause')}</Button>
    </form>
  )
}
