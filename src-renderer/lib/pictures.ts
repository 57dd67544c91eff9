import { useLive } from './live-state.ts'

/*
 * Pictures may be kept by the browser for as long as the project is open: under one address they never change. The
 * address does not name the project, so each opening of one gets a mark of its own; and every import, because columns
 * are drawn between the least and the largest value of the whole project.
 */
let mark = Math.random().toString(36).slice(2, 8)
let shown = useLive.getState().project

useLive.subscribe(({ project }) => {
  if (project?.path === shown?.path && project?.samples === shown?.samples) return
  shown = project
  mark = Math.random().toString(36).slice(2, 8)
})

/** Small picture of a sample. */
export function thumbnailUrl(sampleId: number): string {
  return `/samples/${sampleId}/thumbnail?p=${mark}`
}

/** The sample as it was imported; 404 where the original is missing. */
export function originalUrl(sampleId: number): string {
  return `/samples/${sampleId}/original?p=${mark}`
}

/**
 * A view of a sample as the encoder would see it.
 * @param view from 1; the same number is the same view
 * @param jitter its ranges as JSON
 */
export function jitteredUrl(sampleId: number, view: number, jitter: string): string {
  return `/samples/${sampleId}/jittered/${view}?p=${mark}&jitter=${encodeURIComponent(jitter)}`
}

/** Decoded mean of a component, as the run saw it after an epoch. */
export function prototypeUrl(runId: number, epoch: number, component: number): string {
  return `/prototypes/${runId}/${epoch}/${component}?p=${mark}`
}
