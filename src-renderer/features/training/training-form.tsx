import { useMutation, useQuery } from '@tanstack/react-query'
import { Play } from 'lucide-react'
import { useId, useState } from 'react'
import type { JitterRecipeName } from '../../../src-main/contract/jitter-recipes.ts'
import type { ProjectSummary } from '../../../src-main/contract/project.ts'
import type { EncoderKind, TrainingConfig, TrainingRun } from '../../../src-main/contract/training.ts'
import { defaultTrainingConfig } from '../../../src-main/contract/training-defaults.ts'
import { Button } from '../../components/button.tsx'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { Panel } from '../../components/panel.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { TextField } from '../../components/text-field.tsx'
import { toErrorDocument } from '../../lib/errors.ts'
import { formatDuration } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { trpc } from '../../lib/trpc.ts'
import { AdvancedSettings } from './advanced-settings.tsx'
import { EncoderSettings } from './encoder-settings.tsx'
import { JitterSettings } from './jitter-settings.tsx'
import { draftOf, parseDraft, type TrainingDraft } from './training-draft.ts'
import styles from './training-form.module.css'

export interface TrainingFormProps {
  project: ProjectSummary
  /** The last run, for the time it will take. */
  lastRun: TrainingRun | null
  /** Leaves the form; absent when there is nowhere to go. */
  onCancel?: () => void
}

/** What will be trained, with settings that suit the samples. */
export function TrainingForm({ project, lastRun, onCancel }: TrainingFormProps) {
  const formId = useId()
  const defaults = useQuery<TrainingConfig>({
    queryKey: ['training', 'defaults', project.samples, lastRun?.id ?? null],
    queryFn: () => trpc.training.defaults.query(),
  })
  const suggested = useQuery<JitterRecipeName>({
    queryKey: ['training', 'suggested-recipe', project.samples],
    queryFn: () => trpc.training.suggestedRecipe.query(),
  })
  const vectors = project.inputShape?.kind === 'vector'
  const suggestedEncoder = useQuery<EncoderKind>({
    queryKey: ['training', 'suggested-encoder', project.samples],
    queryFn: () => trpc.training.suggestedEncoder.query(),
    enabled: vectors,
  })
  const [edited, setEdited] = useState<TrainingDraft | null>(null)
  const draft = edited ?? (defaults.data ? draftOf(defaults.data) : null)
  const parsed = draft && parseDraft(draft)
  const config = parsed && 'config' in parsed ? parsed.config : null
  const errors = parsed && 'errors' in parsed ? parsed.errors : {}
  const start = useMutation({
    mutationFn: (chosen: TrainingConfig) => trpc.training.start.mutate({ config: chosen }),
    onSuccess: onCancel,
  })
  const change = (part: Partial<TrainingDraft>) => draft && setEdited({ ...draft, ...part })

  const given = draft?.encoder === 'given'
  const chooseEncoder = (encoder: EncoderKind) => {
    const { inputShape, samples } = project
    if (!draft || !inputShape) return
    // Nearly every other setting means something else with the other encoder.
    const { clusters, seed } = draft
    setEdited({ ...draftOf(defaultTrainingConfig(inputShape, samples, { encoder })), clusters, seed })
  }

  return (
    <Panel
      title={t(project.trained ? 'training:form.again' : 'training:form.first')}
      detail={t(project.trained ? 'training:form.againDetail' : 'training:form.firstDetail')}
      footer={
        <>
          {config && (
            <span className={styles.estimate}>{estimateText(project.samples, config, lastRun)}</span>
          )}
          {onCancel && <Button onClick={onCancel}>{t('training:form.back')}</Button>}
          <Button
            type="submit"
            form={formId}
            variant="primary"
            icon={<Play size={14} />}
            disabled={!config}
            busy={start.isPending}
          >
            {t('training:form.start')}
          </Button>
        </>
      }
    >
      {defaults.isError && <ErrorNotice error={toErrorDocument(defaults.error)} />}
      {!draft && !defaults.isError && <Skeleton height="64px" />}
      {draft && (
        <form
          id={formId}
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault()
            if (config) start.mutate(config)
          }}
        >
          <div className={styles.main}>
            <TextField
              label={t('training:form.clusters')}
              inputMode="numeric"
              value={draft.clusters}
              error={errors.clusters}
              hint={t('training:form.clustersHint')}
              onChange={(clusters) => change({ clusters })}
            />
            <TextField
              label={t(given ? 'training:pass.many' : 'training:epoch.many')}
              inputMode="numeric"
              value={draft.elboEpochs}
              error={errors.elboEpochs}
              hint={
                given
                  ? t('training:form.passesHint')
                  : t('training:form.epochsHint', { warmup: draft.warmupEpochs })
              }
              onChange={(elboEpochs) => change({ elboEpochs })}
            />
          </div>
          {vectors && (
            <EncoderSettings
              encoder={draft.encoder}
              suggested={suggestedEncoder.data ?? null}
              onChange={chooseEncoder}
            />
          )}
          {project.inputShape && !given && (
            <JitterSettings
              samples={project.samples}
              shape={project.inputShape}
              draft={draft}
              errors={errors}
              suggested={suggested.data ?? null}
              onChange={change}
            />
          )}
          <AdvancedSettings
            draft={draft}
            errors={errors}
            vectors={vectors}
            edited={edited !== null}
            onChange={change}
            onReset={() => setEdited(null)}
          />
        </form>
      )}
      {start.isError && <ErrorNotice error={toErrorDocument(start.error)} />}
    </Panel>
  )
}

function estimateText(samples: number, config: TrainingConfig, lastRun: TrainingRun | null): string {
  if (config.encoder === 'given') {
    return t('training:form.passesWork', {
      samples: t('samples', { count: samples }),
      count: config.elboEpochs,
    })
  }
  const epochs = config.warmupEpochs + config.elboEpochs
  const work = t('training:form.work', { samples: t('samples', { count: samples }), count: epochs })
  const rate = lastRun?.samplesPerSecond
  // A rate measured with another net would mislead.
  const comparable = lastRun && netOf(lastRun.config) === netOf(config)
  if (!rate || !comparable) return work
  return t('training:form.workTime', { work, time: formatDuration((samples * epochs) / rate) })
}

function netOf({ encoder, hiddenUnits }: TrainingConfig): string {
  return [encoder, ...hiddenUnits].join()
}
