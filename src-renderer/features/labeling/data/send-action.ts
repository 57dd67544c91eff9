import { TRPCClientError } from '@trpc/client'
import type { ErrorCode, ErrorDocument } from '../../../../src-main/contract/errors.ts'
import type { ActionOutcome } from '../../../../src-main/contract/labeling.ts'
import { trpc } from '../../../lib/trpc.ts'
import type { LabelingAction } from '../logic/labeling-action.ts'

/** Commits one action; resolves when the host has it on disk. */
export function sendAction(action: LabelingAction): Promise<ActionOutcome> {
  switch (action.kind) {
    case 'label':
      return trpc.labeling.label.mutate({
        samples: action.samples,
        classId: action.classId,
        review: action.review,
      })
    case 'label-cluster':
      return trpc.labeling.labelCluster.mutate({ component: action.component, classId: action.classId })
    case 'clear':
      return trpc.labeling.clear.mutate({ samples: action.samples })
    case 'skip':
      return trpc.labeling.skip.mutate({ samples: action.samples })
    case 'flag':
      return trpc.labeling.flag.mutate({
        samples: action.samples,
        flagged: action.flagged,
        reason: action.reason,
      })
    case 'exclude':
      return trpc.labeling.exclude.mutate({ samples: action.samples, excluded: action.excluded })
    case 'split':
      return trpc.labeling.splitCluster.mutate({ component: action.component, parts: action.parts })
    case 'merge':
      return trpc.classes.merge.mutate({ from: action.from, into: action.into })
    case 'split-class':
      return trpc.classes.split.mutate({ id: action.classId, name: action.name, samples: action.samples })
    case 'undo':
      return trpc.labeling.undo.mutate()
    case 'redo':
      return trpc.labeling.redo.mutate()
    case 'travel':
      return trpc.labeling.goTo.mutate({ eventId: action.eventId })
  }
}

/** Refusals: the same action would be refused again. */
const refusals: ReadonlySet<ErrorCode> = new Set([
  'bad-request',
  // A moment no way leads to any more, a cluster that undo has joined again.
  'not-found',
  'not-trained',
  'no-labels',
  'class-not-found',
  'class-conflict',
  'sample-not-found',
  'nothing-to-undo',
  'nothing-to-redo',
])

/** What a failed {@link sendAction} means for the queue. */
export function judgeFailure(error: unknown): 'refused' | 'unanswered' | 'failed' {
  if (!(error instanceof TRPCClientError)) return 'failed'
  const document = (error.data as { fewlabel?: ErrorDocument } | null | undefined)?.fewlabel
  if (!document) return 'unanswered'
  return refusals.has(document.code) ? 'refused' : 'failed'
}
