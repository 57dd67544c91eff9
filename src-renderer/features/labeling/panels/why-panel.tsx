import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Lightbulb } from 'lucide-react'
import { t } from '../../../lib/i18n.ts'
import { useClassLooks } from '../data/class-looks.ts'
import { boardQuery, reasonQuery } from '../data/queries.ts'
import { reasonSentence } from '../logic/reason-sentence.ts'
import styles from './why-panel.module.css'

/** Why the open cluster is asked about, in a sentence. */
export function WhyPanel({ component }: { component: number }) {
  const { data: unsure } = useQuery({
    ...boardQuery,
    select: (board) => board.find((cluster) => cluster.component === component)?.uncertainty,
  })
  const looks = useClassLooks()
  const { data } = useQuery({ ...reasonQuery(component), placeholderData: keepPreviousData })
  return (
    <section className={styles.panel}>
      <h2 className={styles.title}>
        <Lightbulb size={14} aria-hidden="true" />
        {t('labeling:reason.title')}
      </h2>
      <p className={styles.sentence}>
        {data && reasonSentence(data.reason, (classId) => looks.get(classId)?.name ?? '?', unsure ?? null)}
      </p>
    </section>
  )
}
