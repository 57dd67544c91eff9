import type { ProjectSummary } from '../../../src-main/contract/project.ts'
import { formatPercent, formatRange } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import type { LiveState } from '../../lib/live-state.ts'

export const steps = ['data', 'training', 'label', 'quality'] as const
export type Step = (typeof steps)[number]

export interface StepState {
  /** `working` while something runs, `attention` when it waits for the person. */
  mark: 'todo' | 'done' | 'working' | 'attention'
  text: string
}

const wholePercent = (share: number) => formatPercent(Math.floor(share * 100) / 100)

function dataState({ project, import: importing }: LiveState): StepState {
  if (importing?.state === 'running') {
    const { done, total } = importing.progress ?? { done: 0, total: null }
    return {
      mark: 'working',
      text: total
        ? t('frame:state.importingShare', { share: wholePercent(done / total) })
        : t('frame:state.importing'),
    }
  }
  const failed = importing?.state === 'failed'
  if (!project || project.samples === 0) {
    return failed
      ? { mark: 'attention', text: t('frame:state.importFailed') }
      : { mark: 'todo', text: t('frame:state.nothingImported') }
  }
  return { mark: failed ? 'attention' : 'done', text: t('samples', { count: project.samples }) }
}

function trainingState({ project, training, labeling }: LiveState): StepState {
  switch (training?.state) {
    case 'starting':
      return { mark: 'working', text: t('frame:state.starting') }
    case 'running':
    case 'pausing': {
      const { progress, run } = training
      if (progress?.phase === 'posteriors' || run?.state === 'done')
        return { mark: 'working', text: t('frame:state.sorting') }
      // A run that continues another does not count what was there.
      const start = run?.config.continues?.epoch ?? 0
      const { epoch, epochs } = progress ?? { epoch: start, epochs: start + 1 }
      const share = (epoch - start) / Math.max(1, epochs - start)
      return {
        mark: 'working',
        text: t('frame:state.trainingShare', { share: wholePercent(Math.min(1, Math.max(0, share))) }),
      }
    }
    case 'preparing':
      return { mark: 'working', text: t('frame:state.preparing') }
    case 'paused':
      return {
        mark: 'attention',
        text: t(training.run?.state === 'interrupted' ? 'frame:state.interrupted' : 'frame:state.paused'),
      }
    case 'failed':
      return { mark: 'attention', text: t('frame:state.failed') }
    default:
      if (project?.work?.independent) return { mark: 'done', text: t('frame:state.noGuesses') }
      if (!project?.trained) return { mark: 'todo', text: t('frame:state.notTrained') }
      return labeling && labeling.unsorted > 0
        ? { mark: 'attention', text: t('frame:state.unsorted', { count: labeling.unsorted }) }
        : { mark: 'done', text: t('frame:state.trained') }
  }
}

function labelState({ project, labeling }: LiveState): StepState {
  if (!project?.trained && !project?.work) return { mark: 'todo', text: t('frame:state.afterTraining') }
  const labeled = labeling?.labeled ?? project.labels
  return { mark: labeled > 0 ? 'done' : 'todo', text: t('frame:state.labels', { count: labeled }) }
}

/** The interval, never the number alone: a number without it promises more than is known. */
function qualityState({ project, quality }: LiveState): StepState {
  if (!project?.trained || !quality) return { mark: 'todo', text: t('frame:state.afterTraining') }
  const { accuracy, advice } = quality
  if (accuracy.state === 'too-early') {
    return { mark: 'todo', text: t('frame:state.audits', { done: accuracy.audits, count: accuracy.needed }) }
  }
  return {
    mark: advice.stop ? 'done' : 'todo',
    text: t('frame:state.accuracy', { range: formatRange(accuracy.low, accuracy.high) }),
  }
}

/** What the top bar says about each step. */
export function stepStates(live: LiveState): Record<Step, StepState> {
  return {
    data: dataState(live),
    training: trainingState(live),
    label: labelState(live),
    quality: qualityState(live),
  }
}

/** Where a freshly opened project begins. */
export function firstStep({
  samples,
  trained,
  work,
}: Pick<ProjectSummary, 'samples' | 'trained' | 'work'>): Step {
  if (samples === 0) return 'data'
  return trained || work ? 'label' : 'training'
}
