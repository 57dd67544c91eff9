import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ArrowLeftRight, ImagePlus, Pencil, X } from 'lucide-react'
import { useCallback, useState, useSyncExternalStore } from 'react'
import type { LabelClass } from '../../../../src-main/contract/labeling.ts'
import { announce } from '../../../components/announcer.tsx'
import { Button } from '../../../components/button.tsx'
import { IconButton } from '../../../components/icon-button.tsx'
import { notifyError } from '../../../components/notify.ts'
import { Swatch } from '../../../components/swatch.tsx'
import { t } from '../../../lib/i18n.ts'
import { trpc } from '../../../lib/trpc.ts'
import { labelingKey } from '../data/queries.ts'
import { useClasses, useSession } from '../data/session-context.ts'
import { useDebounced } from '../data/use-debounced.ts'
import { sampleInFocus } from './class-commands.ts'
import { openClassPicker } from './class-picker-store.ts'
import { GuidelineExample } from './guideline-example.tsx'
import { GuidelineForm } from './guideline-form.tsx'
import styles from './guideline-panel.module.css'
import { closeGuideline, useGuideline } from './guideline-store.ts'

/** The guideline of a class beside the work: opens on demand, and stays open while somebody labels. */
export function GuidelinePanel() {
  const classId = useGuideline((state) => state.classId)
  const entry = useClasses().find(({ id }) => id === classId)
  return entry ? <OpenPanel key={entry.id} entry={entry} /> : null
}

function OpenPanel({ entry }: { entry: LabelClass }) {
  const { name, colour, guideline } = entry
  const [editing, setEditing] = useState(false)
  return (
    <section className={styles.panel} aria-label={t('classes:guideline.name', { name })}>
      <header className={styles.header}>
        <h2 className={styles.title}>
          <span className={styles.word}>{t('classes:guideline.title')}</span>
          <Swatch colour={colour} size={12} />
          <span className={styles.class}>{name}</span>
        </h2>
        <IconButton
          label={t('classes:guideline.otherClass')}
          size="s"
          icon={<ArrowLeftRight size={14} />}
          onClick={() => openClassPicker('guideline')}
        />
        {!editing && guideline !== '' && (
          <IconButton
            label={t('classes:guideline.edit')}
            size="s"
            icon={<Pencil size={14} />}
            onClick={() => setEditing(true)}
          />
        )}
        <IconButton
          label={t('classes:guideline.close')}
          keyId="guideline"
          size="s"
          icon={<X size={15} />}
          onClick={closeGuideline}
        />
      </header>
      <div className={styles.body}>
        <div className={styles.text}>
          {editing ? (
            <GuidelineForm entry={entry} onDone={() => setEditing(false)} />
          ) : guideline === '' ? (
            <div className={styles.empty}>
              <p>{t('classes:guideline.empty', { name })}</p>
              <Button size="s" onClick={() => setEditing(true)}>
                {t('classes:guideline.write')}
              </Button>
            </div>
          ) : (
            paragraphs(guideline).map(({ key, text }) => <p key={key}>{text}</p>)
          )}
        </div>
        <Examples entry={entry} />
      </div>
    </section>
  )
}

/** Parted by empty lines; line ends within one stay. */
function paragraphs(text: string): { key: string; text: string }[] {
  return text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part, at) => ({ key: `${at}`, text: part }))
}

function Examples({ entry: { id, examples } }: { entry: LabelClass }) {
  const client = useQueryClient()
  const current = useSampleInFocus()
  const isExample = current !== undefined && examples.includes(current)
  const set = useMutation({
    mutationFn: ({ sample, on }: { sample: number; on: boolean }) =>
      trpc.classes.setExample.mutate({ id, sample, on }),
    onSuccess: async (_, { on }) => {
      announce(on ? t('classes:guideline.added') : t('classes:guideline.removed'))
      await client.invalidateQueries({ queryKey: labelingKey })
    },
    onError: notifyError,
  })
  return (
    <div className={styles.examples}>
      <h3 className={styles.heading}>{t('classes:guideline.examples')}</h3>
      <ul className={styles.tiles}>
        {examples.map((sample) => (
          <li key={sample}>
            <GuidelineExample sample={sample} onRemove={() => set.mutate({ sample, on: false })} />
          </li>
        ))}
        <li>
          <IconButton
            label={isExample ? t('classes:guideline.isExample') : t('classes:guideline.addExample')}
            className={styles.add}
            icon={<ImagePlus size={18} />}
            disabled={current === undefined || isExample || set.isPending}
            onClick={() => current !== undefined && set.mutate({ sample: current, on: true })}
          />
        </li>
      </ul>
      {examples.length === 0 && <p className={styles.none}>{t('classes:guideline.noExamples')}</p>}
    </div>
  )
}

/** The one sample in focus, in whatever way of working. */
function useSampleInFocus(): number | undefined {
  const session = useSession()
  const subscribe = useCallback(
    (listener: () => void) => {
      const ends = [session.view.subscribe(listener), session.queue.subscribe(listener)]
      return () => {
        for (const end of ends) end()
      }
    },
    [session],
  )
  const id = useSyncExternalStore(subscribe, () => sampleInFocus(session))
  // Drawn after the samples themselves: while keys are held, nothing here needs to keep up.
  return useDebounced(id, 80)
}
