import { Split } from 'lucide-react'
import { Button } from '../../../components/button.tsx'
import { Kbd } from '../../../components/kbd.tsx'
import { t } from '../../../lib/i18n.ts'
import { patternCaps } from '../../../lib/key-caps.ts'
import { useClassLooks } from '../data/class-looks.ts'
import { rowOfCheck } from '../data/queries.ts'
import { useSession } from '../data/session-context.ts'
import { agreeing } from '../logic/spot-check.ts'
import type { SpotCheckFlow } from './use-spot-check.ts'

/** The ways on; Enter takes the main one. */
export function CheckFooter({ flow }: { flow: SpotCheckFlow }) {
  const session = useSession()
  const looks = useClassLooks()
  const { known, row, stage } = flow
  const name = looks.get(row.classId ?? -1)?.name ?? ''
  const open = known?.open ?? 0
  const rest = agreeing(row).length
  const enter = <Kbd caps={patternCaps('Enter')} />
  const split = known && (
    <Button
      icon={<Split size={14} />}
      onClick={() => {
        flow.close()
        session.view.setState({ splitting: known.component })
      }}
    >
      {t('labeling:check.split')}
    </Button>
  )
  const more = open > 0 && (
    <Button onClick={flow.more}>
      {t('labeling:check.another', { count: Math.min(open, row.row.length, rowOfCheck) })}
    </Button>
  )
  switch (stage) {
    case 'looking':
    case 'saving':
      return (
        <Button
          variant="primary"
          busy={stage === 'saving'}
          disabled={row.classId === null || row.row.length === 0}
          onClick={flow.confirm}
        >
          {stage === 'saving'
            ? t('labeling:check.saving')
            : rest === 0
              ? t('labeling:check.noneAre')
              : t(rest === row.row.length ? 'labeling:check.allAre' : 'labeling:check.othersAre', {
                  count: rest,
                  class: name,
                })}{' '}
          {enter}
        </Button>
      )
    case 'offered':
      return (
        <>
          {more}
          <Button variant="primary" onClick={flow.confirm}>
            {t('labeling:check.labelRest', { count: open, class: name })} {enter}
          </Button>
        </>
      )
    case 'mixed':
      return (
        <>
          {split}
          {more}
          {known && known.classes.at(0)?.classId === row.classId && (
            <Button onClick={flow.labelAnyway}>{t('labeling:check.anyway', { count: open })}</Button>
          )}
        </>
      )
    case 'done':
      return (
        <Button variant="primary" onClick={flow.confirm}>
          {t('labeling:check.close')} {enter}
        </Button>
      )
    default:
      return null
  }
}
