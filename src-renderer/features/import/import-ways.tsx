import { Download, FolderOpen } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { TextField } from '../../components/text-field.tsx'
import { t } from '../../lib/i18n.ts'
import { cleanTypedPath, isAbsolutePath } from '../../lib/paths.ts'
import { FormatList } from './format-list.tsx'
import { newDraft, setDraft } from './import-draft.ts'
import styles from './import-ways.module.css'
import { useChooseSource } from './use-choose-source.ts'

/** What an empty project offers: the one way in, and what can come through it. */
export function ImportWays() {
  const choose = useChooseSource()
  const [typed, setTyped] = useState('')
  const [refused, setRefused] = useState(false)
  return (
    <div className={styles.empty}>
      <h2 className={styles.title}>{t('data:ways.title')}</h2>
      <p className={styles.text}>{t('data:ways.text')}</p>
      <div className={styles.way}>
        <span className={styles.icon} aria-hidden="true">
          <Download size={22} />
        </span>
        <Button
          variant="primary"
          icon={<FolderOpen size={16} />}
          onClick={async () => {
            const source = await choose()
            if (source) setDraft(newDraft(source))
          }}
        >
          {t('data:ways.choose')}
        </Button>
        <p className={styles.drop}>{t('data:ways.drop')}</p>
        <form
          className={styles.path}
          onSubmit={(event) => {
            event.preventDefault()
            const source = cleanTypedPath(typed)
            if (isAbsolutePath(source)) setDraft(newDraft(source))
            else setRefused(true)
          }}
        >
          <TextField
            label={t('data:ways.path')}
            value={typed}
            error={refused ? t('data:ways.wholePath') : null}
            onChange={(next) => {
              setTyped(next)
              setRefused(false)
            }}
            action={
              <Button type="submit" disabled={typed.trim() === ''}>
                {t('data:ways.look')}
              </Button>
            }
          />
        </form>
      </div>
      <FormatList />
    </div>
  )
}
