import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { announce } from '../../../components/announcer.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Kbd } from '../../../components/kbd.tsx'
import { notifyError } from '../../../components/notify.ts'
import { SearchList } from '../../../components/search-list.tsx'
import { t } from '../../../lib/i18n.ts'
import { patternCaps } from '../../../lib/key-caps.ts'
import { trpc } from '../../../lib/trpc.ts'
import { labelClusterWith, labelWith } from '../data/labeling-commands.ts'
import { labelingKey } from '../data/queries.ts'
import { useClasses, useSession } from '../data/session-context.ts'
import { focusWork } from '../work-area.ts'
import { showSamplesOf } from './class-commands.ts'
import { openClassDialog } from './class-dialogs-store.ts'
import { classEntries } from './class-entries.tsx'
import styles from './class-picker.module.css'
import { closeClassPicker, type PickerUse, useClassPicker } from './class-picker-store.ts'
import { showGuideline } from './guideline-store.ts'
import { sameName } from './logic/class-names.ts'

/** All classes, found by a few letters: Enter labels what is meant, Shift+Enter the cluster. */
export function ClassPicker() {
  const use = useClassPicker((state) => state.use)
  return use && <OpenPicker use={use} />
}

function OpenPicker({ use }: { use: PickerUse }) {
  const session = useSession()
  const client = useQueryClient()
  const classes = useClasses()
  const field = useRef<HTMLInputElement | null>(null)
  const [query, setQuery] = useState('')
  const entries = useMemo(() => classEntries(classes), [classes])
  const name = query.trim()
  const creates = use === 'label' && name !== '' && !classes.some((entry) => sameName(entry.name, name))

  const take = (classId: number, cluster: boolean) => {
    closeClassPicker()
    switch (use) {
      case 'guideline':
        return showGuideline(classId)
      case 'samples':
        return void showSamplesOf(session, classId)
      case 'edit':
        return openClassDialog({ kind: 'edit', id: classId, part: 'name' })
      case 'merge':
      case 'split':
        return openClassDialog({ kind: use, id: classId })
      case 'label':
        focusWork()
        if (cluster) void labelClusterWith(session, classId)
        else labelWith(session, classId)
    }
  }
  const create = useMutation({
    mutationFn: () => trpc.classes.add.mutate({ name }),
    onSuccess: async (added) => {
      announce(t('classes:picker.created', { name: added.name }))
      // Known by its name before the label is spoken of.
      await client.invalidateQueries({ queryKey: labelingKey })
      // Whoever left the list meanwhile may be at another sample.
      if (useClassPicker.getState().use === use) take(added.id, false)
    },
    onError: notifyError,
  })
  const createIfNew = () => {
    if (creates && !create.isPending) create.mutate()
  }
  // Ctrl+Enter makes a class of what was typed, whatever the list has found; Enter where it has found nothing.
  const onKeyDownCapture = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.stopPropagation()
    createIfNew()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const inField = event.target === field.current
    if (inField && event.key === 'Enter' && !event.defaultPrevented && !event.nativeEvent.isComposing)
      createIfNew()
  }
  return (
    <Dialog
      open
      size="s"
      title={t(`classes:picker.titles.${use}`)}
      onClose={closeClassPicker}
      initialFocus={field}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: hears what the field inside does not take */}
      <div
        className={styles.picker}
        onKeyDown={onKeyDown}
        onKeyDownCapture={onKeyDownCapture}
        ref={(element) => {
          field.current = element?.querySelector('input') ?? null
        }}
      >
        <SearchList
          label={t('classes:picker.label')}
          placeholder={t('classes:picker.placeholder')}
          entries={entries}
          onQuery={setQuery}
          onChoose={({ id }, { shift }) => take(Number(id), shift)}
          empty={(typed) =>
            typed.trim() === ''
              ? t('classes:pane.firstTitle')
              : t('classes:pane.nothingFound', { typed: typed.trim() })
          }
        />
        {creates && (
          <button type="button" className={styles.create} disabled={create.isPending} onClick={createIfNew}>
            <Plus size={14} aria-hidden="true" />
            <span className={styles.name}>{t('classes:picker.create', { name })}</span>
            <Kbd caps={patternCaps('$mod+Enter')} />
          </button>
        )}
        {use === 'label' && (
          <p className={styles.hints} aria-hidden="true">
            <Kbd caps={patternCaps('Enter')} /> {t('classes:picker.labelHint')}
            <Kbd caps={patternCaps('Shift+Enter')} /> {t('classes:picker.clusterHint')}
          </p>
        )}
      </div>
    </Dialog>
  )
}
