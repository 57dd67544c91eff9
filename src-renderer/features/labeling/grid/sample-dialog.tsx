import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useEffect, useSyncExternalStore } from 'react'
import type { SampleView } from '../../../../src-main/contract/labeling.ts'
import { Badge } from '../../../components/badge.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { IconButton } from '../../../components/icon-button.tsx'
import { formatPercent } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n.ts'
import { SampleFields } from '../../sample/sample-fields.tsx'
import { SampleStage } from '../../sample/sample-stage.tsx'
import { ClusterPicture } from '../board/cluster-picture.tsx'
import { useClassLooks } from '../data/class-looks.ts'
import { move, zoom } from '../data/labeling-commands.ts'
import type { LabelingSession } from '../data/labeling-session.ts'
import { useSample, useSession, useView } from '../data/session-context.ts'
import { LabelChip } from '../label-chip.tsx'
import { hidesGuess } from '../logic/hidden-guess.ts'
import { ProbabilityBars } from '../panels/probability-bars.tsx'
import styles from './sample-dialog.module.css'

/** Shows a neighbour of the sample. */
function goTo(session: LabelingSession, key: 'move-left' | 'move-right'): void {
  move(session, key, false)
  zoom(session)
}

/** A sample in full size with all that is known about it. Arrow keys lead to its neighbours. */
export function SampleDialog() {
  const session = useSession()
  const id = useView((state) => state.zoomed)
  const mode = useView((state) => state.mode)
  const inGrid = mode === 'clusters'
  const shown = useSample(id ?? undefined)
  const audit = useSyncExternalStore(session.queue.subscribe, () => {
    const { list } = session.queue.getState()
    const item = list.items.at(list.shown)
    return mode === 'queue' && item !== undefined && item.sample.id === id && hidesGuess(item)
  })
  const looks = useClassLooks()
  const open = id !== null && shown !== undefined

  useEffect(() => {
    if (!open || !inGrid) return
    const listen = (event: KeyboardEvent) => {
      // Sliders and a picture that is looked at closely have their own use for arrows.
      if (event.target instanceof Element && event.target.closest('[data-pans], [role="slider"], input'))
        return
      const key = event.key === 'ArrowLeft' ? 'move-left' : event.key === 'ArrowRight' ? 'move-right' : null
      if (key) goTo(session, key)
    }
    // Before the dialog sees it, which keeps arrow keys to itself.
    window.addEventListener('keydown', listen, true)
    return () => window.removeEventListener('keydown', listen, true)
  }, [session, open, inGrid])

  if (!open) return null
  const { view } = shown
  const blind = audit && !view.label
  const look = looks.get(view.label?.classId ?? view.guess?.classId ?? -1)

  return (
    <Dialog open size="xl" title={view.externalId} onClose={() => session.view.setState({ zoomed: null })}>
      <div className={styles.body}>
        <div className={styles.picture}>
          <SampleStage id={id} alt={t('labeling:tile.sample', { id: view.externalId })} blind={blind} />
        </div>
        <div className={styles.facts}>
          {inGrid && (
            <div className={styles.steps}>
              <IconButton
                label={t('labeling:zoom.previous')}
                caps={['←']}
                icon={<ChevronLeft size={18} />}
                onClick={() => goTo(session, 'move-left')}
              />
              <IconButton
                label={t('labeling:zoom.next')}
                caps={['→']}
                icon={<ChevronRight size={18} />}
                onClick={() => goTo(session, 'move-right')}
              />
            </div>
          )}
          <dl className={styles.list}>
            <div>
              <dt>{t('labeling:zoom.label')}</dt>
              <dd>
                {view.label && look ? (
                  <>
                    <LabelChip look={look} by={view.label.source} size="m" />
                    {view.label.annotator && (
                      <span className={styles.by}>
                        {t('labeling:zoom.by', { annotator: view.label.annotator })}
                      </span>
                    )}
                    {view.label.source === 'bulk' && (
                      <span className={styles.by}>{t('labeling:zoom.bulk')}</span>
                    )}
                  </>
                ) : (
                  <span className={styles.by}>{t('labeling:zoom.none')}</span>
                )}
                {view.excluded && <Badge tone="warning">{t('labeling:tile.excluded')}</Badge>}
                {view.skipped && <Badge>{t('labeling:tile.skipped')}</Badge>}
                {view.flagged && <Badge tone="warning">{flagWords(view)}</Badge>}
              </dd>
            </div>
            <div>
              <dt>{t('labeling:zoom.cluster')}</dt>
              <dd>
                {view.component === null || blind ? (
                  <span className={styles.by}>
                    {t(blind ? 'labeling:zoom.afterAnswer' : 'labeling:zoom.notSorted')}
                  </span>
                ) : (
                  <>
                    <ClusterPicture component={view.component} size={32} />
                    <span>{view.component}</span>
                    {view.responsibility !== null && (
                      <span className={styles.by}>
                        {t('labeling:zoom.belongs', { share: formatPercent(view.responsibility) })}
                      </span>
                    )}
                  </>
                )}
              </dd>
            </div>
            <div>
              <dt>{t('labeling:zoom.sample')}</dt>
              <dd>
                <code>{id}</code>
              </dd>
            </div>
          </dl>
          <SampleFields id={id} />
          <h3>{t(view.label ? 'labeling:zoom.without' : 'labeling:zoom.probabilities')}</h3>
          <div className={styles.bars}>
            {blind ? (
              <p className={styles.by}>{t('labeling:zoom.audit')}</p>
            ) : (
              <ProbabilityBars sampleId={id} limit={12} />
            )}
          </div>
        </div>
      </div>
    </Dialog>
  )
}

function flagWords({ flagReason: reason }: SampleView): string {
  return reason ? t('labeling:tile.flaggedFor', { reason }) : t('labeling:tile.flagged')
}
