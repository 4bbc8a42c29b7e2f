import { useTranslation } from 'react-i18next'
import { send } from '../../bridge/client.ts'
import { useAction } from '../../parts/use-action.ts'
import { useMirror } from '../../store/mirror.ts'
import { IconButton } from '../../ui/button.tsx'
import { OpenChip } from '../../ui/chip.tsx'
import { RobotForm } from './robot-form.tsx'

/** Chat robots agents may write to. */
export function ChatRobots() {
  const { t } = useTranslation()
  const robots = useMirror((mirror) => mirror.settings.robots)
  const { busy, act } = useAction()
  return (
    <section className="sec">
      <h2 className="sec-h">{t('robots.title')}</h2>
      <p className="note mb-3">{t('robots.meaning')}</p>
      <ul className="rates">
        {robots.map((robot) => (
          <li key={robot.id}>
            <OpenChip form label={t('robots.change', { name: robot.name })} words={robot.name}>
              {(close) => <RobotForm robot={robot} onDone={close} />}
            </OpenChip>
            <span className="quiet">{t(`robots.kinds.${robot.kind}`)}</span>
            <IconButton
              icon="close"
              small
              disabled={busy}
              label={t('robots.remove', { name: robot.name })}
              onClick={() =>
                act(async () => {
                  await send('robots.remove', { robotId: robot.id })
                })
              }
            />
          </li>
        ))}
      </ul>
      <OpenChip form label={t('robots.add')} words={t('robots.add')}>
        {(close) => <RobotForm robot={null} onDone={close} />}
      </OpenChip>
    </section>
  )
}
