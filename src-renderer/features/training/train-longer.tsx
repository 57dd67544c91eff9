import { useMutation, useQuery } from '@tanstack/react-query'
import { FastForward } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { furtherEpochs } from '../../../src-main/contract/training.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { TextField } from '../../components/text-field.tsx'
import { toErrorDocument } from '../../lib/errors.ts'
import { t } from '../../lib/i18n.ts'
import { trpc } from '../../lib/trpc.ts'
import { readEpochs } from './run-texts.ts'

export interface TrainLongerProps {
  /** What the button says. */
  label: string
  /** The run whose model it goes on with. */
  runId: number | null
  samples: number
  round: 'epoch' | 'pass'
}

/** Trains the model of a run further, by as many epochs as someone says. */
export function TrainLonger({ label, runId, samples, round }: TrainLongerProps) {
  const [open, setOpen] = useState(false)
  if (runId === null) return null
  return (
    <>
      <Button icon={<FastForward size={14} />} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {open && (
        <TrainLongerDialog runId={runId} samples={samples} round={round} onClose={() => setOpen(false)} />
      )}
    </>
  )
}

interface TrainLongerDialogProps {
  runId: number
  samples: number
  round: 'epoch' | 'pass'
  onClose: () => void
}

function TrainLongerDialog({ runId, samples, round, onClose }: TrainLongerDialogProps) {
  const formId = useId()
  const fieldRef = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState<string | null>(null)
  const proposed = useQuery({
    queryKey: ['training', 'further-epochs', samples],
    queryFn: async () => String(furtherEpochs(await trpc.training.defaults.query())),
  })
  const text = typed ?? proposed.data ?? ''
  const { epochs, error } = readEpochs(text)
  const start = useMutation({
    mutationFn: (wanted: number) => trpc.training.continue.mutate({ runId, epochs: wanted }),
    onSuccess: onClose,
  })
  return (
    <Dialog
      open
      size="s"
      title={t('training:longer.title')}
      description={t('training:longer.about', { count: samples })}
      initialFocus={fieldRef}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            disabled={epochs === null}
            busy={start.isPending}
          >
            {t('training:longer.title')}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault()
          if (epochs !== null) start.mutate(epochs)
        }}
      >
        <TextField
          ref={fieldRef}
          label={t(`training:${round}.further`)}
          inputMode="numeric"
          value={text}
          error={text === '' ? null : error}
          hint={t(`training:${round}.furtherHint`)}
          onChange={setTyped}
        />
      </form>
      {start.isError && <ErrorNotice error={toErrorDocument(start.error)} />}
    </Dialog>
  )
}
