import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { SampleView } from '../../../../src-main/contract/labeling.ts'
import { t } from '../../../lib/i18n.ts'
import { SampleFace } from '../../sample/sample-face.tsx'
import { useClassLooks } from '../data/class-looks.ts'
import { neighboursQuery } from '../data/queries.ts'
import { useSession } from '../data/session-context.ts'
import { LabelChip } from '../label-chip.tsx'
import styles from './neighbours.module.css'

export interface NeighboursProps {
  id: number
  /** Their labels and guesses are not shown: they are what the model goes by. */
  blind: boolean
}

/** The samples most alike, with what they are or are guessed to be; a press shows one in full size. */
export function Neighbours({ id, blind }: NeighboursProps) {
  const session = useSession()
  const { data } = useQuery({ ...neighboursQuery(id), placeholderData: keepPreviousData })
  if (data?.state !== 'ready' || data.samples.length === 0) return null
  return (
    <section className={styles.neighbours}>
      <h2 title={t('labeling:queue.neighboursHint')}>{t('labeling:queue.neighbours')}</h2>
      <ol className={styles.list}>
        {data.samples.map(({ sample }) => (
          <li key={sample.id}>
            {blind ? (
              <span className={styles.tile} title={sample.externalId}>
                <Face sample={sample} />
              </span>
            ) : (
              <button
                type="button"
                className={styles.tile}
                title={sample.externalId}
                onClick={() => {
                  // As it was when its neighbours were asked for; what is known better since stays.
                  session.samples.put([sample], 0)
                  session.view.setState({ zoomed: sample.id })
                }}
              >
                <Face sample={sample} />
                <Verdict sample={sample} />
              </button>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

function Face({ sample }: { sample: SampleView }) {
  return (
    <span className={styles.picture}>
      <SampleFace id={sample.id} view={sample} alt={sample.externalId} />
    </span>
  )
}

function Verdict({ sample: { label, guess } }: { sample: SampleView }) {
  const looks = useClassLooks()
  const look = looks.get(label?.classId ?? guess?.classId ?? -1)
  return (
    <span className={styles.caption}>
      {look && <LabelChip look={look} by={label?.source ?? 'model'} narrow />}
    </span>
  )
}
