import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { ErrorNotice } from '../../../components/error-notice.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { VisuallyHidden } from '../../../components/visually-hidden.tsx'
import { toErrorDocument } from '../../../lib/errors.ts'
import { t } from '../../../lib/i18n.ts'
import { classesQuery } from '../data/queries.ts'
import { focusWork } from '../work-area.ts'
import { AddClass } from './add-class.tsx'
import { ClassList } from './class-list.tsx'
import styles from './class-pane.module.css'
import { classTree, filterClasses } from './logic/class-tree.ts'

/** More classes than can be looked over are filtered by a few letters. */
const filteredAbove = 12
const noClosed: ReadonlySet<string> = new Set()

/** The classes with their keys and counts; pressing one labels, its menu changes it. */
export function ClassPane() {
  const { data: classes, error } = useQuery(classesQuery)
  const [typed, setTyped] = useState('')
  const [closed, setClosed] = useState(noClosed)
  const many = (classes?.length ?? 0) > filteredAbove
  const filter = many ? typed : ''
  const rows = useMemo(() => classTree(classes ?? [], closed, filter), [classes, closed, filter])
  const found = useMemo(() => filterClasses(classes ?? [], filter).length, [classes, filter])
  const toggleGroup = (key: string) => {
    const next = new Set(closed)
    if (!next.delete(key)) next.add(key)
    setClosed(next)
  }
  return (
    <section className={styles.pane} aria-label={t('classes:pane.title')}>
      <header className={styles.header}>
        <h2>{t('classes:pane.title')}</h2>
        {many && (
          <div className={styles.filter}>
            <TextField
              label={t('classes:pane.filter')}
              hideLabel
              placeholder={t('classes:pane.filterShort')}
              value={typed}
              onChange={setTyped}
              onKeyDown={(event) => {
                if (event.key !== 'Escape') return
                // The first Escape empties the field, the second gives the keys back to the samples.
                if (typed === '') focusWork()
                else setTyped('')
              }}
            />
            <VisuallyHidden>
              <span role="status">{filter.trim() !== '' && t('classes:pane.found', { count: found })}</span>
            </VisuallyHidden>
          </div>
        )}
        {classes && classes.length > 0 && (
          <span className={styles.columns} aria-hidden="true">
            <span>{t('classes:pane.labeled')}</span>
            <span>{t('classes:pane.guessed')}</span>
          </span>
        )}
      </header>
      {error && !classes && <ErrorNotice error={toErrorDocument(error)} />}
      {!classes && !error && (
        <div className={styles.loading}>
          <Skeleton height="24px" />
          <Skeleton height="24px" />
          <Skeleton height="24px" />
        </div>
      )}
      {classes?.length === 0 && (
        <div className={styles.none}>
          <h3>{t('classes:pane.firstTitle')}</h3>
          <p>{t('classes:pane.firstText')}</p>
        </div>
      )}
      {classes && classes.length > 0 && rows.length === 0 && (
        <p className={styles.none}>{t('classes:pane.nothingFound', { typed: typed.trim() })}</p>
      )}
      {rows.length > 0 && <ClassList rows={rows} alone={classes?.length === 1} onToggleGroup={toggleGroup} />}
      {classes && <AddClass first={classes.length === 0} />}
    </section>
  )
}
