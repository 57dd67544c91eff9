import { useMutation } from '@tanstack/react-query'
import { Info, Keyboard, UserRound } from 'lucide-react'
import { useEffect, useState } from 'react'
import { create } from 'zustand'
import { Button } from '../../components/button.tsx'
import { notify, notifyError } from '../../components/notify.ts'
import { Popover } from '../../components/popover.tsx'
import { TextField } from '../../components/text-field.tsx'
import { t } from '../../lib/i18n.ts'
import { setAnnotator, useShellInfo } from '../../lib/shell-info.ts'
import { showAbout } from './about-store.ts'
import { ContrastSwitch } from './contrast-switch.tsx'
import { openKeyHelp } from './key-help.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import styles from './settings-popover.module.css'
import { ThemeSwitch } from './theme-switch.tsx'

// Kept outside: a command opens it as well.
const usePreferences = create(() => ({ open: false }))

export function openPreferences(): void {
  usePreferences.setState({ open: true })
}

function closePreferences(): void {
  usePreferences.setState({ open: false })
}

function AnnotatorField({ annotator }: { annotator: string }) {
  const [name, setName] = useState(annotator)
  useEffect(() => setName(annotator), [annotator])
  const save = useMutation({
    mutationFn: setAnnotator,
    onSuccess: (_, saved) => {
      closePreferences()
      notify({ title: t('settings:annotator.saved', { name: saved }), tone: 'success' })
    },
    onError: notifyError,
  })
  const trimmed = name.trim()
  const changed = trimmed !== '' && trimmed !== annotator
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (changed) save.mutate(trimmed)
      }}
    >
      <TextField
        label={t('settings:annotator.title')}
        value={name}
        onChange={setName}
        maxLength={100}
        hint={t('settings:annotator.hint')}
        error={trimmed === '' ? t('settings:annotator.missing') : null}
        action={
          <Button type="submit" variant="primary" disabled={!changed} busy={save.isPending}>
            {t('save')}
          </Button>
        }
      />
    </form>
  )
}

/** Who labels, in which language, and how the window looks. */
export function SettingsPopover() {
  const shell = useShellInfo()
  const { open } = usePreferences()
  return (
    <Popover
      title={t('settings:title')}
      align="end"
      open={open}
      onOpenChange={(next) => usePreferences.setState({ open: next })}
      trigger={
        <Button variant="ghost" icon={<UserRound size={15} />} className={styles.trigger}>
          <span className={styles.name}>{shell?.annotator ?? '…'}</span>
        </Button>
      }
    >
      <AnnotatorField annotator={shell?.annotator ?? ''} />
      <div className={styles.row}>
        <span>{t('settings:language.title')}</span>
        <LanguageSwitch />
      </div>
      <div className={styles.row}>
        <span>{t('settings:theme.title')}</span>
        <ThemeSwitch />
      </div>
      <div className={styles.row}>
        <span>{t('settings:contrast.title')}</span>
        <ContrastSwitch />
      </div>
      <div className={styles.keys}>
        <Button
          size="s"
          icon={<Keyboard size={14} />}
          onClick={() => {
            closePreferences()
            openKeyHelp()
          }}
        >
          {t('settings:changeKeys')}
        </Button>
        <Button
          size="s"
          icon={<Info size={14} />}
          onClick={() => {
            closePreferences()
            showAbout('facts')
          }}
        >
          {t('settings:about.open')}
        </Button>
      </div>
    </Popover>
  )
}
