import { ArrowLeft, Flag, SkipForward, ZoomIn } from 'lucide-react'
import type { QueueItem } from '../../../../src-main/contract/window.ts'
import { Badge } from '../../../components/badge.tsx'
import { Button } from '../../../components/button.tsx'
import { SamplePicture } from '../../sample/sample-picture.tsx'
import { ClusterPicture } from '../board/cluster-picture.tsx'
import { useClassLooks } from '../data/class-looks.ts'
import { back, skip, toggleFlag, zoom } from '../data/labeling-commands.ts'
import { useSample, useSession } from '../data/session-context.ts'
import { LabelChip } from '../label-chip.tsx'
import { effectSentence } from '../logic/effect-sentence.ts'
import { hidesGuess } from '../logic/hidden-guess.ts'
import { reasonSentence } from '../logic/reason-sentence.ts'
import { ProbabilityBars } from '../panels/probability-bars.tsx'
import styles from './queue-sample.module.css'

/** The sample on screen, what the model makes of it, and why it is asked about. */
export function QueueSample({ item }: { item: QueueItem }) {
  const session = useSession()
  const looks = useClassLooks()
  const shown = useSample(item.sample.id)
  const view = shown?.view ?? item.sample
  const state = shown?.state ?? 'saved'
  const name = (classId: number) => looks.get(classId)?.name ?? '?'
  const labelLook = view.label ? looks.get(view.label.classId) : undefined
  const blind = hidesGuess(item) && !view.label && view.guess !== null
  const guessLook = view.guess ? looks.get(view.guess.classId) : undefined

  return (
    <div className={styles.sample}>
      <div className={styles.left}>
        <div className={styles.picture} data-state={state}>
          <SamplePicture id={view.id} large alt={`Sample ${view.externalId}`} />
        </div>
        <div className={styles.tools}>
          <Button variant="ghost" size="s" icon={<ArrowLeft size={14} />} onClick={() => back(session)}>
            Back
          </Button>
          <Button variant="ghost" size="s" icon={<ZoomIn size={14} />} onClick={() => zoom(session)}>
            Zoom
          </Button>
          <Button
            variant="ghost"
            size="s"
            icon={<Flag size={14} />}
            aria-pressed={view.flagged}
            onClick={() => toggleFlag(session)}
          >
            {view.flagged ? 'Flagged' : 'Flag'}
          </Button>
          <Button variant="ghost" size="s" icon={<SkipForward size={14} />} onClick={() => skip(session)}>
            Skip
          </Button>
        </div>
      </div>
      <div className={styles.facts}>
        <p className={styles.id} title={view.externalId}>
          {view.externalId}
          {view.skipped && <Badge>skipped</Badge>}
          {view.flagged && <Badge tone="warning">flagged</Badge>}
        </p>
        <div className={styles.verdict}>
          {view.label && labelLook ? (
            <>
              <span className={styles.caption}>Labeled</span>
              <LabelChip look={labelLook} by={view.label.source} size="l" />
            </>
          ) : blind ? (
            <Badge tone="accent">Audit question</Badge>
          ) : guessLook && view.guess ? (
            <>
              <span className={styles.caption}>Model’s guess</span>
              <LabelChip look={guessLook} by="model" confidence={view.guess.confidence} size="l" />
            </>
          ) : (
            <span className={styles.caption}>The model has no guess yet</span>
          )}
          {state === 'failed' && <Badge tone="danger">not saved</Badge>}
        </div>
        {view.guess && !blind && (
          <div>
            {view.label && <h2 className={styles.opinion}>Without this label, the model would say</h2>}
            <ProbabilityBars sampleId={view.id} limit={5} />
          </div>
        )}
        <section className={styles.why}>
          {view.component !== null && !blind && <ClusterPicture component={view.component} size={64} />}
          <div>
            <h2>
              {view.component === null || blind
                ? 'Why this one'
                : `Why this one, of cluster ${view.component}`}
            </h2>
            <p>{reasonSentence(item.reason, name, view.guess ? 1 - view.guess.confidence : null)}</p>
            {item.effect && !blind && !view.label && (
              <p className={styles.effect}>{effectSentence(item.effect)}</p>
            )}
          </div>
        </section>
      </div>
    </div>
  )
}
