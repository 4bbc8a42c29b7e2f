import { Popover } from 'radix-ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MoneyView } from '../../../shared/model/money-report.ts'
import { send } from '../../bridge/client.ts'
import { lastName } from '../../parts/paths.ts'
import { useAction } from '../../parts/use-action.ts'
import { useFormat } from '../../parts/use-format.ts'
import { Button } from '../../ui/button.tsx'
import { MenuItem } from '../../ui/chip.tsx'

/** Takes the period along: as lines for tables and programs, or on paper. */
export function SaveMenu({ view, disabled }: { view: MoneyView; disabled: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const [saved, setSaved] = useState('')
  const { busy, act } = useAction()
  const choose = (work: () => Promise<void>) => () => {
    setOpen(false)
    setSaved('')
    act(work)
  }
  const lines = (as: 'csv' | 'json') =>
    choose(async () => {
      const { from, to, agentId, providerId, model } = view
      const only = { agentId, providerId, model }
      const answer = (await send('ledger.export', { format: as, from, to, only })).saved
      if (answer === null) return
      const { path, count } = answer
      const number = format.count(count)
      setSaved(path === null ? t('books.nothing') : t('books.saved', { count, number, name: lastName(path) }))
    })
  const paper = choose(async () => {
    const { path } = await send('money.print', { view })
    if (path !== null) setSaved(t('money.save.done', { name: lastName(path) }))
  })
  return (
    <>
      <Popover.Root open={open} onOpenChange={setOpen}>
        <Popover.Trigger asChild>
          <Button disabled={disabled || busy}>{t('money.save.label')}</Button>
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content
            className="popover"
            align="end"
            sideOffset={6}
            collisionPadding={12}
            aria-label={t('money.save.label')}
          >
            <MenuItem onClick={paper}>
              {t('money.save.paper')}
              <small>{t('money.save.paperMeaning')}</small>
            </MenuItem>
            <MenuItem onClick={lines('csv')}>
              {t('money.save.csv')}
              <small>{t('money.save.linesMeaning')}</small>
            </MenuItem>
            <MenuItem onClick={lines('json')}>
              {t('money.save.json')}
              <small>{t('money.save.linesMeaning')}</small>
            </MenuItem>
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
      <span className="sr-only" aria-live="polite">
        {saved}
      </span>
      {saved !== '' && (
        <span className="note" aria-hidden="true">
          {saved}
        </span>
      )}
    </>
  )
}
