import { useEffect, useRef, useState } from 'react'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Segmented } from '../../../components/segmented.tsx'
import { t } from '../../../lib/i18n.ts'
import { useSession, useView } from '../data/session-context.ts'
import { focusWork } from '../work-area.ts'

const choices = ['2', '3', '4', '5', '6', '7', '8'] as const

/** Asks into how many parts a cluster shall be split. */
export function SplitDialog() {
  const component = useView((state) => state.splitting)
  return component === null ? null : <Split key={component} component={component} />
}

function Split({ component }: { component: number }) {
  const session = useSession()
  const [parts, setParts] = useState<(typeof choices)[number]>('2')
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    session.view.setState({ splitting: null })
    focusWork()
  }
  const split = () => {
    session.act({ kind: 'split', component, parts: Number(parts) })
    close()
  }
  // Digits choose wherever the focus is; Enter presses the button that has it.
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const choice = choices.find((value) => value === event.key)
      if (choice) setParts(choice)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
  return (
    <Dialog
      open
      size="s"
      initialFocus={button}
      title={t('labeling:split.title', { component })}
      description={t('labeling:split.text')}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{t('labeling:split.cancel')}</Button>
          <Button ref={button} variant="primary" onClick={split}>
            {t('labeling:split.split', { count: Number(parts) })}
          </Button>
        </>
      }
    >
      <Segmented
        label={t('labeling:split.parts')}
        value={parts}
        onChange={setParts}
        items={choices.map((value) => ({ value, label: value }))}
      />
    </Dialog>
  )
}
