import { Dialog } from '../../../components/dialog.tsx'
import { ErrorNotice } from '../../../components/error-notice.tsx'
import { Select } from '../../../components/select.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { t } from '../../../lib/i18n.ts'
import { useClasses, useSession, useView } from '../data/session-context.ts'
import { setClass } from '../logic/spot-check.ts'
import { focusWork } from '../work-area.ts'
import { CheckFooter } from './check-footer.tsx'
import { CheckRow } from './check-row.tsx'
import { CheckWords } from './check-words.tsx'
import styles from './spot-check-dialog.module.css'
import { useCheckKeys } from './use-check-keys.ts'
import { useSpotCheck } from './use-spot-check.ts'

/** Asks to look at random members before a whole cluster is labeled, and says how much of it they speak for. */
export function SpotCheckDialog() {
  const open = useView((state) => state.spotCheck)
  return open && <Check key={open.component} component={open.component} wanted={open.classId} />
}

function Check({ component, wanted }: { component: number; wanted: number | null }) {
  const session = useSession()
  const classes = useClasses()
  const flow = useSpotCheck(component, wanted)
  const { known, row, stage, error } = flow
  useCheckKeys(session, flow)
  return (
    <Dialog
      open
      size="l"
      sticky
      title={t('labeling:check.title', { component })}
      description={t('labeling:check.intro')}
      onClose={() => {
        flow.close()
        focusWork()
      }}
      footer={<CheckFooter flow={flow} />}
    >
      <div className={styles.class}>
        <Select
          label={t('labeling:check.class')}
          value={row.classId === null ? '' : String(row.classId)}
          onChange={(value) => {
            if (value !== '') flow.change((before) => setClass(before, Number(value)))
          }}
          items={[
            ...(row.classId === null ? [{ value: '', label: t('labeling:check.chooseClass') }] : []),
            ...classes.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
        />
      </div>
      {error && <ErrorNotice error={error} />}
      {stage === 'loading' && <Skeleton height="230px" />}
      {(stage === 'looking' || stage === 'saving') && <CheckRow flow={flow} />}
      {known && <CheckWords flow={flow} known={known} />}
    </Dialog>
  )
}
