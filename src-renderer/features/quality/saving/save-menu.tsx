import { Download } from 'lucide-react'
import type { Chart } from '../../../../src-main/contract/charts/chart.ts'
import { chartSvg } from '../../../../src-main/contract/charts/chart-svg.ts'
import { mostSavedCharacters, type SavedEnding } from '../../../../src-main/contract/saved-file.ts'
import { IconButton } from '../../../components/icon-button.tsx'
import { Menu } from '../../../components/menu.tsx'
import { notify, notifyError } from '../../../components/notify.ts'
import { toErrorDocument } from '../../../lib/errors.ts'
import { useFileDialog } from '../../../lib/file-dialog.ts'
import { t } from '../../../lib/i18n.ts'
import { asFileName } from '../../../lib/paths.ts'
import { trpc } from '../../../lib/trpc.ts'
import { pngOf } from './picture-of.ts'

export interface SaveMenuProps {
  /** What is saved, for the file's name and for assistive technology. */
  name: string
  /** Null where there is nothing to draw. */
  chart?: () => Chart | null
  csv?: () => string
}

/** Saves a chart or a table where somebody says. */
export function SaveMenu({ name, chart, csv }: SaveMenuProps) {
  const chooseFile = useFileDialog()
  const save = async (ending: SavedEnding, contentOf: () => string | Promise<string>) => {
    try {
      const content = await contentOf()
      if (content.length > mostSavedCharacters) {
        notify({ title: t('quality:save.tooLarge'), tone: 'warning' })
        return
      }
      const out = await chooseFile({
        kind: 'save-file',
        title: t('quality:save.title', { name }),
        action: t('quality:save.action'),
        extensions: [ending],
        name: asFileName(name) + ending,
        memory: 'charts',
      })
      // The system's dialog has asked already whether a file may be replaced.
      if (out !== null) await write({ out, ending, content, overwrite: window.fewlabel !== undefined })
    } catch (thrown) {
      notifyError(thrown)
    }
  }
  const drawn = (turn: (chart: Chart) => string | Promise<string>) => () => {
    const picture = chart?.()
    return picture ? turn(picture) : ''
  }
  return (
    <Menu
      align="end"
      trigger={<IconButton size="s" label={t('quality:save.menu', { name })} icon={<Download size={15} />} />}
      entries={[
        ...(chart
          ? [
              { label: t('quality:save.svg'), onChoose: () => void save('.svg', drawn(chartSvg)) },
              { label: t('quality:save.png'), onChoose: () => void save('.png', drawn(pngOf)) },
            ]
          : []),
        ...(csv ? [{ label: t('quality:save.csv'), onChoose: () => void save('.csv', csv) }] : []),
      ]}
    />
  )
}

type Saved = Parameters<typeof trpc.files.save.mutate>[0]

async function write(request: Saved): Promise<void> {
  try {
    const { out } = await trpc.files.save.mutate(request)
    notify({ title: t('quality:save.done'), detail: out, tone: 'success' })
  } catch (thrown) {
    const error = toErrorDocument(thrown)
    if (error.code !== 'export-target-exists' || request.overwrite) return notifyError(thrown)
    notify({
      title: t('quality:save.exists'),
      detail: request.out,
      tone: 'warning',
      action: {
        label: t('quality:save.replace'),
        onAction: () => void write({ ...request, overwrite: true }),
      },
    })
  }
}
