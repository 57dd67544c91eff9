import { useEffect, useState } from 'react'
import type { ImportRequest, InputShape } from '../../../src-main/contract/data.ts'
import type { ProjectSummary } from '../../../src-main/contract/project.ts'
import { Segmented } from '../../components/segmented.tsx'
import { Select } from '../../components/select.tsx'
import { TextField } from '../../components/text-field.tsx'
import { t } from '../../lib/i18n.ts'
import styles from './image-recipe.module.css'
import { changeRecipe } from './import-draft.ts'
import { useImportHistory } from './use-import-history.ts'

const colours = ['grayscale', 'rgb'] as const
const fits = ['pad', 'crop', 'stretch'] as const
const smallestSide = 4
const largestSide = 256

export interface ImageRecipeOptionsProps {
  draft: ImportRequest
  /** Shape the project's images have already; new ones must match it. */
  fixed: Extract<InputShape, { kind: 'image' }> | null
  project: ProjectSummary
}

/** How images become the model's input. */
export function ImageRecipeOptions({ draft, fixed, project }: ImageRecipeOptionsProps) {
  const { recipe } = draft
  const [side, setSide] = useState(String(recipe.side))
  const earlier = useImportHistory(project)?.recipe?.fit
  useEffect(() => {
    // What came later was prepared as what came first, unless somebody says otherwise.
    if (fixed && earlier) changeRecipe({ fit: earlier })
  }, [fixed, earlier])
  const sideError = sideProblem(side)
  return (
    <>
      <fieldset className={styles.recipe}>
        <legend className={styles.legend}>{t('data:folder.recipe')}</legend>
        <div className={styles.colour}>
          <span className={styles.label}>{t('data:folder.colour')}</span>
          <Segmented
            label={t('data:folder.colour')}
            value={recipe.colour}
            onChange={(colour) => changeRecipe({ colour })}
            items={colours.map((colour) => ({ value: colour, label: t(`data:folder.${colour}`) }))}
          />
        </div>
        <TextField
          label={t('data:folder.side')}
          value={side}
          inputMode="numeric"
          suffix={t('data:folder.pixels')}
          error={sideError}
          onChange={(text) => {
            setSide(text)
            if (sideProblem(text) === null) changeRecipe({ side: Number(text) })
          }}
        />
        <Select
          label={t('data:folder.proportions')}
          value={recipe.fit}
          onChange={(fit) => changeRecipe({ fit })}
          items={fits.map((fit) => ({
            value: fit,
            label: t(`data:folder.${fit}`),
            detail: t(`data:folder.${fit}Detail`),
          }))}
        />
      </fieldset>
      {fixed && (
        <p className={styles.fixed}>
          {fixed.channels === 1
            ? t('data:folder.fixedGrayscale', { side: fixed.side })
            : t('data:folder.fixedColour', { side: fixed.side })}
        </p>
      )}
    </>
  )
}

function sideProblem(text: string): string | null {
  const side = Number(text)
  if (Number.isInteger(side) && side >= smallestSide && side <= largestSide) return null
  return t('data:folder.sideProblem', { least: smallestSide, most: largestSide })
}
