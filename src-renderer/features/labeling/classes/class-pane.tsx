import { useQuery } from '@tanstack/react-query'
import { ErrorNotice } from '../../../components/error-notice.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { toErrorDocument } from '../../../lib/errors.ts'
import { classesQuery } from '../data/queries.ts'
import { AddClass } from './add-class.tsx'
import { ClassDialogs, useClassDialogs } from './class-dialogs.tsx'
import styles from './class-pane.module.css'
import { ClassRow } from './class-row.tsx'

/** The classes with their keys and counts; pressing one labels, its menu changes it. */
export function ClassPane() {
  const { data: classes, error } = useQuery(classesQuery)
  const dialogs = useClassDialogs()
  return (
    <section className={styles.pane} aria-label="Classes">
      <header className={styles.header}>
        <h2>Classes</h2>
        {classes && classes.length > 0 && (
          <span className={styles.columns} aria-hidden="true">
            <span>labeled</span>
            <span>guessed</span>
          </span>
        )}
      </header>
      {error && !classes && <ErrorNotice error={toErrorDocument(error)} />}
      {!classes && !error && <Skeleton height="28px" />}
      {classes?.length === 0 && (
        <div className={styles.none}>
          <h3>Add your first classes</h3>
          <p>Type the name of a class and press Enter. Each gets a key, so that one press labels a sample.</p>
        </div>
      )}
      {classes && classes.length > 0 && (
        <ul className={styles.list}>
          {classes.map((entry) => (
            <ClassRow key={entry.id} entry={entry} alone={classes.length === 1} onDialog={dialogs.open} />
          ))}
        </ul>
      )}
      {classes && <AddClass first={classes.length === 0} />}
      <ClassDialogs {...dialogs} classes={classes ?? []} />
    </section>
  )
}
