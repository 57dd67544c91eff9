import { useQuery } from '@tanstack/react-query'
import { FileCheck2 } from 'lucide-react'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { lastFolder, useFileDialog } from '../../lib/file-dialog.ts'
import { t } from '../../lib/i18n.ts'
import { splitPath } from '../../lib/paths.ts'
import { useShellInfo } from '../../lib/shell-info.ts'
import { trpc } from '../../lib/trpc.ts'
import styles from './drop-dialog.module.css'
import { closeDropDialog, type NamedDrop, useDropDialog } from './drop-store.ts'
import { findDropped } from './find-dropped.ts'
import { useTakePath } from './use-take-drop.ts'

/** In a browser: where what was dropped lies, which a page is not told. */
export function DropDialog() {
  const { drop } = useDropDialog()
  const choose = useFileDialog()
  const takePath = useTakePath()
  const found = useFoundPaths(drop)
  const take = (path: string) => {
    closeDropDialog()
    takePath(path)
  }
  return (
    <Dialog
      open={drop !== null}
      title={t('data:drop.where', { name: drop?.name ?? '' })}
      description={t('data:drop.whereDetail')}
      onClose={closeDropDialog}
      footer={
        <>
          <Button onClick={closeDropDialog}>{t('cancel')}</Button>
          <Button
            variant={found.length > 0 ? 'secondary' : 'primary'}
            onClick={async () => {
              closeDropDialog()
              const path = await choose({
                kind: drop?.bytes === null ? 'open-folder' : 'open-file',
                title: t('data:drop.where', { name: drop?.name ?? '' }),
                action: t('data:dialogs.action'),
                memory: 'import',
              })
              if (path) takePath(path)
            }}
          >
            {t('data:choose')}
          </Button>
        </>
      }
    >
      {found.length > 0 && (
        <ul className={styles.found} aria-label={t('data:drop.found')}>
          {found.map((path) => (
            <li key={path}>
              <button type="button" className={styles.path} onClick={() => take(path)}>
                <FileCheck2 size={16} aria-hidden="true" />
                <span>{path}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  )
}

/** Where it may lie: in folders that data came from before. */
function useFoundPaths(drop: NamedDrop | null): string[] {
  const shell = useShellInfo()
  const { data } = useQuery({
    queryKey: ['desk', 'dropped', drop],
    queryFn: async () => {
      if (!drop) return []
      const history = await trpc.desk.imports.query().catch(() => null)
      const earlier = history?.imports.map(({ source }) => splitPath(source)[0]).filter(Boolean) ?? []
      const folders = [lastFolder('import'), ...earlier.reverse(), shell?.projectsFolder].filter(
        (folder) => folder !== undefined,
      )
      return findDropped(drop, folders.slice(0, mostFolders), (folder) =>
        trpc.shell.listFolder.query({ folder }),
      )
    },
    enabled: drop !== null,
    gcTime: 0,
    staleTime: 0,
  })
  return data ?? []
}

/** Folders that are looked into at most. */
const mostFolders = 12
