import { TriangleAlert } from 'lucide-react'
import type { InputShape } from '../../../src-main/contract/data.ts'
import { t } from '../../lib/i18n.ts'
import { describeShape } from '../../lib/input-shape.ts'
import styles from './misfit-notice.module.css'
import type { ShapeMisfit } from './shape-fit.ts'

export interface MisfitNoticeProps {
  there: InputShape
  found: InputShape
  misfit: ShapeMisfit
}

const namesShown = 8

/** Says before an import that its samples cannot join those of the project, and what would help. */
export function MisfitNotice({ there, found, misfit }: MisfitNoticeProps) {
  const shapes = { there: describeShape(there), found: describeShape(found) }
  return (
    <div className={styles.notice} role="alert">
      <TriangleAlert size={16} aria-hidden="true" />
      <div>
        <p>
          {misfit.reason === 'columns' ? t('data:misfit.columns') : t('data:misfit.shapes', shapes)}{' '}
          {t(`data:misfit.${misfit.reason}Remedy`)}
        </p>
        {misfit.reason === 'columns' && (
          <>
            <Names text="missing" names={misfit.missing} />
            <Names text="unknown" names={misfit.unknown} />
          </>
        )}
      </div>
    </div>
  )
}

function Names({ text, names }: { text: 'missing' | 'unknown'; names: readonly string[] }) {
  if (names.length === 0) return null
  const some = names.slice(0, namesShown).join(', ') + (names.length > namesShown ? ', …' : '')
  return <p className={styles.names}>{t(`data:misfit.${text}`, { names: some })}</p>
}
