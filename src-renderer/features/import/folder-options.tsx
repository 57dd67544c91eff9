import { useState } from 'react'
import type { ImportRequest, InputShape } from '../../../src-main/contract/data.ts'
import { Segmented } from '../../components/segmented.tsx'
import { Select } from '../../components/select.tsx'
import { Switch } from '../../components/switch.tsx'
import { TextField } from '../../components/text-field.tsx'
import styles from './folder-options.module.css'
import { changeDraft } from './import-draft.ts'

const colours = [
  { value: 'grayscale', label: 'Grayscale' },
  { value: 'rgb', label: 'Colour' },
] as const

const fits = [
  { value: 'pad', label: 'Pad to a square', detail: 'Nothing is lost; borders are filled' },
  { value: 'crop', label: 'Crop to the middle', detail: 'The longer side loses its ends' },
  { value: 'stretch', label: 'Stretch', detail: 'Proportions change' },
] as const

const smallestSide = 4
const largestSide = 256

export interface FolderOptionsProps {
  draft: ImportRequest
  /** Shape the project's images have already; new ones must match it. */
  fixed: Extract<InputShape, { kind: 'image' }> | null
}

/** Ground truth by folder, and how images become the model's input. */
export function FolderOptions({ draft, fixed }: FolderOptionsProps) {
  const { recipe } = draft
  const [side, setSide] = useState(String(recipe.side))
  const sideError = sideProblem(side)
  return (
    <>
      <Switch
        label="Sub-folder names are the ground truth"
        hint="Kept apart from labels: it only serves to measure how well the model does."
        checked={draft.foldersAreTruth}
        onChange={(foldersAreTruth) => changeDraft({ foldersAreTruth })}
      />
      <fieldset className={styles.recipe}>
        <legend className={styles.legend}>What the model sees of an image</legend>
        <div className={styles.colour}>
          <span className={styles.label}>Colour</span>
          <Segmented
            label="Colour"
            value={recipe.colour}
            onChange={(colour) => changeDraft({ recipe: { ...recipe, colour } })}
            items={colours}
          />
        </div>
        <TextField
          label="Side"
          value={side}
          inputMode="numeric"
          suffix="pixels"
          error={sideError}
          onChange={(text) => {
            setSide(text)
            if (sideProblem(text) === null) changeDraft({ recipe: { ...recipe, side: Number(text) } })
          }}
        />
        <Select
          label="Other proportions"
          value={recipe.fit}
          onChange={(fit) => changeDraft({ recipe: { ...recipe, fit } })}
          items={fits}
        />
      </fieldset>
      {fixed && (
        <p className={styles.fixed}>
          The project holds {fixed.side} × {fixed.side} {fixed.channels === 1 ? 'grayscale' : 'colour'}{' '}
          images; new ones must be prepared alike.
        </p>
      )}
    </>
  )
}

function sideProblem(text: string): string | null {
  const side = Number(text)
  if (Number.isInteger(side) && side >= smallestSide && side <= largestSide) return null
  return `A whole number from ${smallestSide} to ${largestSide}.`
}
