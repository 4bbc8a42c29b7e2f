import { useTranslation } from 'react-i18next'
import type { WorldUsage } from '../../../shared/model/world-usage.ts'
import { dateOfDay } from '../../../shared/rules/money-words.ts'
import { shareText } from '../../../shared/rules/world-usage/share.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useMoment } from '../../store/moment.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorCard } from '../../ui/error-card.tsx'
import { Empty, Loading } from '../../ui/states.tsx'
import { AboutRanking } from './about-ranking.tsx'
import { Comparison } from './comparison.tsx'
import { useWorld, type World } from './use-world.ts'
import { answerOf } from './world-answer.ts'

/** Which models the world asks, by a ranking that is fetched when the owner says so, beside those the owner asks. */
export function WorldPage() {
  const { t } = useTranslation()
  const now = useMoment('minute')
  const world = useWorld()
  const { reply, usage, error } = world
  const ranking = usage?.ranking ?? null
  return (
    <div className="inner">
      <div className="head">
        <Title usage={usage} />
        <div className="acts">
          {ranking !== null && <FetchButton world={world} isFirst={false} />}
          <Button onClick={world.readFile} disabled={usage === null || world.doing !== 'nothing'}>
            {t('world.readFile')}
          </Button>
        </div>
      </div>
      {error !== null && (
        <div className="sec">
          <ErrorCard level="h2" error={error} />
        </div>
      )}
      {reply.kind === 'failed' ? (
        <div className="sec">
          <ErrorCard level="h2" error={reply.error} />
        </div>
      ) : usage === null ? (
        <div className="sec">
          <Loading rows={6} awaited={t('world.awaited')} />
        </div>
      ) : (
        <>
          {ranking === null && (
            <div className="sec">
              <Empty icon="globe" title={t('world.empty.title')} action={<FetchButton world={world} isFirst />}>
                {t('world.empty.meaning')}
              </Empty>
            </div>
          )}
          {usage.models.length > 0 && <Comparison usage={usage} />}
          <OwnNotes usage={usage} />
          {ranking !== null && <AboutRanking ranking={ranking} now={now} />}
        </>
      )}
    </div>
  )
}

/** One button that fetches, and stops meanwhile. */
function FetchButton({ world, isFirst }: { world: World; isFirst: boolean }) {
  const { t } = useTranslation()
  if (world.doing === 'fetching') {
    return (
      <>
        <span className="note" role="status">
          {t('world.fetching')}
        </span>
        <Button icon="stop" onClick={world.stop}>
          {t('world.stop')}
        </Button>
      </>
    )
  }
  return (
    <Button look={isFirst ? 'go' : 'plain'} onClick={world.fetch} disabled={world.doing !== 'nothing'}>
      {t(isFirst ? 'world.fetch' : 'world.fetchAgain')}
    </Button>
  )
}

/** The page's answer: whose models are asked. */
function Title({ usage }: { usage: WorldUsage | null }) {
  const { t } = useTranslation()
  const { language } = useFormat()
  const words = { language, t }
  if (usage === null) return <h1 className="title">{t('world.title.nothing')}</h1>
  const { ranking, own } = usage
  const answer = answerOf(usage.makers, usage)
  return (
    <div>
      <p className="over">{t('world.days', { from: dateOfDay(own.from, words), to: dateOfDay(own.to, words) })}</p>
      <h1 className="title">
        {t(`world.title.${answer.kind}`, {
          name: answer.kind === 'nothing' ? '' : answer.name,
          world: 'world' in answer ? shareText(answer.world, ranking?.total ?? '0', language, t) : '',
          own: 'own' in answer ? shareText(answer.own, own.total, language, t) : '',
        })}
      </h1>
      <Lede usage={usage} />
    </div>
  )
}

/** The same of the model that is asked most, in a sentence. */
function Lede({ usage }: { usage: WorldUsage }) {
  const { t } = useTranslation()
  const { language } = useFormat()
  const { ranking, own } = usage
  const answer = answerOf(usage.models, usage)
  if (answer.kind === 'nothing') return null
  const through = ranking === null ? '' : t(`world.through.${ranking.source.kind}`)
  const key = answer.kind === 'own' && ranking !== null ? 'unnamed' : answer.kind
  return (
    <p className="lede">
      {t(`world.lede.${key}`, {
        name: answer.name,
        through,
        world: 'world' in answer ? shareText(answer.world, ranking?.total ?? '0', language, t) : '',
        own: 'own' in answer ? shareText(answer.own, own.total, language, t) : '',
      })}
    </p>
  )
}

/** What of the owner's use is not in the comparison. */
function OwnNotes({ usage: { own } }: { usage: WorldUsage }) {
  const { t } = useTranslation()
  const isNothing = BigInt(own.total) === 0n
  if (!isNothing && !own.practised) return null
  return (
    <section className="sec">
      {isNothing && <p className="small">{t('world.noneOfYours')}</p>}
      {own.practised && <p className="note mt-1">{t('world.practised')}</p>}
    </section>
  )
}
