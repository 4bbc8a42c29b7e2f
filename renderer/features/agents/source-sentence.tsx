import { useTranslation } from 'react-i18next'
import { FolderChip } from '../../parts/folder-chip.tsx'
import { useMirror } from '../../store/mirror.ts'
import { go } from '../../store/place.ts'
import { MenuItem, OpenChip } from '../../ui/chip.tsx'
import { Sentence } from '../../ui/sentence.tsx'
import { EveryChip } from './every-chip.tsx'
import { HookChip } from './hook-chip.tsx'
import type { SourceTrigger } from './source-sentences.tsx'
import { TextChip } from './text-chip.tsx'
import { UrlChip } from './url-chip.tsx'

type Props<Kind extends SourceTrigger['kind']> = {
  trigger: Extract<SourceTrigger, { kind: Kind }>
  onTrigger: (trigger: SourceTrigger) => void
}

/** One thing an agent waits for, as a sentence whose words can be changed. */
export function SourceSentence({ trigger, onTrigger }: Props<SourceTrigger['kind']>) {
  const { t } = useTranslation()
  switch (trigger.kind) {
    case 'folder':
      return <FolderSentence trigger={trigger} onTrigger={onTrigger} />
    case 'page':
      return <PageSentence trigger={trigger} onTrigger={onTrigger} />
    case 'feed':
      return (
        <Sentence
          text={t('sources.feed.sentence')}
          parts={{
            url: (
              <UrlChip
                url={trigger.url}
                missing={t('sources.feed.choose')}
                onChoose={(url) => onTrigger({ ...trigger, url })}
              />
            ),
            every: (
              <EveryChip
                minutes={trigger.everyMinutes}
                onChoose={(everyMinutes) => onTrigger({ ...trigger, everyMinutes })}
              />
            ),
          }}
        />
      )
    case 'mail':
      return <MailSentence trigger={trigger} onTrigger={onTrigger} />
    case 'appStart':
      return <Sentence text={t('sources.appStart')} parts={{}} />
    case 'webhook':
      return <Sentence text={t('sources.webhook.sentence')} parts={{ how: <HookChip hookId={trigger.hookId} /> }} />
  }
}

function FolderSentence({ trigger, onTrigger }: Props<'folder'>) {
  const { t } = useTranslation()
  return (
    <Sentence
      text={t('sources.folder.sentence')}
      parts={{
        on: (
          <OpenChip label={t('sources.folder.onLabel')} words={t(`sources.folder.on.${trigger.on}`)}>
            {(close) =>
              (['new', 'changed', 'both'] as const).map((on) => (
                <MenuItem
                  key={on}
                  chosen={on === trigger.on}
                  onClick={() => {
                    onTrigger({ ...trigger, on })
                    close()
                  }}
                >
                  {t(`sources.folder.on.${on}`)}
                </MenuItem>
              ))
            }
          </OpenChip>
        ),
        folder: (
          <FolderChip
            path={trigger.folder}
            access="read"
            label={t('sources.folder.label')}
            missing={t('sources.folder.choose')}
            onPick={(folder) => onTrigger({ ...trigger, folder })}
          />
        ),
        match: (
          <TextChip
            id={`match-${trigger.id}`}
            label={t('sources.folder.matchLabel')}
            value={trigger.match}
            empty={t('sources.folder.all')}
            mayBeEmpty
            maxLength={300}
            lines={1}
            onValue={(match) => onTrigger({ ...trigger, match })}
          />
        ),
        recursive: (
          <OpenChip
            label={t('sources.folder.recursiveLabel')}
            words={t(`sources.folder.recursive.${trigger.recursive ? 'on' : 'off'}`)}
          >
            {(close) =>
              ([true, false] as const).map((recursive) => (
                <MenuItem
                  key={String(recursive)}
                  chosen={recursive === trigger.recursive}
                  onClick={() => {
                    onTrigger({ ...trigger, recursive })
                    close()
                  }}
                >
                  {t(`sources.folder.recursive.${recursive ? 'on' : 'off'}`)}
                </MenuItem>
              ))
            }
          </OpenChip>
        ),
      }}
    />
  )
}

function PageSentence({ trigger, onTrigger }: Props<'page'>) {
  const { t } = useTranslation()
  return (
    <Sentence
      text={t('sources.page.sentence')}
      parts={{
        url: (
          <UrlChip
            url={trigger.url}
            missing={t('sources.page.choose')}
            onChoose={(url) => onTrigger({ ...trigger, url })}
          />
        ),
        find: (
          <TextChip
            id={`find-${trigger.id}`}
            label={t('sources.page.find')}
            value={trigger.find}
            empty={t('sources.page.whole')}
            mayBeEmpty
            maxLength={200}
            lines={1}
            onValue={(find) => onTrigger({ ...trigger, find })}
          />
        ),
        every: (
          <EveryChip
            minutes={trigger.everyMinutes}
            onChoose={(everyMinutes) => onTrigger({ ...trigger, everyMinutes })}
          />
        ),
      }}
    />
  )
}

function MailSentence({ trigger, onTrigger }: Props<'mail'>) {
  const { t } = useTranslation()
  const accounts = useMirror((mirror) => mirror.settings.mailAccounts)
  const chosen = accounts.find(({ id }) => id === trigger.accountId)
  return (
    <Sentence
      text={t('sources.mail.sentence')}
      parts={{
        account: (
          <OpenChip
            label={t('sources.mail.account')}
            missing={chosen === undefined}
            words={chosen?.name ?? t('sources.mail.choose')}
          >
            {(close) => (
              <>
                {accounts.map(({ id, name }) => (
                  <MenuItem
                    key={id}
                    chosen={id === trigger.accountId}
                    onClick={() => {
                      onTrigger({ ...trigger, accountId: id })
                      close()
                    }}
                  >
                    {name}
                  </MenuItem>
                ))}
                {accounts.length > 0 && <hr className="menu-rule" />}
                <MenuItem onClick={() => go({ name: 'settings' })}>{t('sources.mail.more')}</MenuItem>
              </>
            )}
          </OpenChip>
        ),
        every: (
          <EveryChip
            minutes={trigger.everyMinutes}
            onChoose={(everyMinutes) => onTrigger({ ...trigger, everyMinutes })}
          />
        ),
      }}
    />
  )
}
