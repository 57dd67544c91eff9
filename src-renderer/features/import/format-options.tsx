import { type ImportFormat, type ImportRequest, tableFormats } from '../../../src-main/contract/data.ts'
import type { ProjectSummary } from '../../../src-main/contract/project.ts'
import type { SourcePreview } from '../../../src-main/contract/window.ts'
import { Switch } from '../../components/switch.tsx'
import { t } from '../../lib/i18n.ts'
import { GivenLabels } from './given-labels.tsx'
import { ImageRecipeOptions } from './image-recipe.tsx'
import { changeDraft } from './import-draft.ts'
import { LabelsFile } from './labels-file.tsx'
import { TableColumns } from './table-columns.tsx'

export interface FormatOptionsProps {
  draft: ImportRequest
  format: ImportFormat
  preview: SourcePreview | undefined
  /** The first samples came with classes. */
  hasClasses: boolean
  project: ProjectSummary
}

/** Formats whose images have the size that is written in them. */
const ownSize: readonly ImportFormat[] = ['idx', 'npy']
const tables: readonly ImportFormat[] = tableFormats

/** What can be said about a source of this format. */
export function FormatOptions({ draft, format, preview, hasClasses, project }: FormatOptionsProps) {
  const isTable = tables.includes(format)
  const fixedImages = project.inputShape?.kind === 'image' ? project.inputShape : null
  const prepared = format === 'folder' || (preview?.shape.kind === 'image' && !ownSize.includes(format))
  return (
    <>
      {format === 'folder' && (
        <Switch
          label={t('data:folder.classes')}
          checked={draft.foldersAreClasses}
          onChange={(foldersAreClasses) => changeDraft({ foldersAreClasses })}
        />
      )}
      {(format === 'idx' || format === 'npy') && <LabelsFile draft={draft} format={format} />}
      {format === 'idx' && (
        <Switch
          label={t('data:idx.transpose')}
          hint={t('data:idx.transposeHint')}
          checked={draft.transpose}
          onChange={(transpose) => changeDraft({ transpose })}
        />
      )}
      {isTable && <TableColumns draft={draft} preview={preview} />}
      {!isTable && (hasClasses || mayHaveClasses(draft, format)) && <GivenLabels draft={draft} />}
      {prepared && <ImageRecipeOptions draft={draft} fixed={fixedImages} project={project} />}
    </>
  )
}

/** Once they are left out, none are seen any more. */
function mayHaveClasses(draft: ImportRequest, format: ImportFormat): boolean {
  if (draft.givenLabels === 'out') return true
  if (format === 'idx') return draft.labels !== undefined
  if (format === 'folder') return draft.foldersAreClasses
  return true
}
