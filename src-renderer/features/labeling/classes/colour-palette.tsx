import { Check, TriangleAlert } from 'lucide-react'
import { type CSSProperties, type Ref, useId } from 'react'
import type { LabelClass } from '../../../../src-main/contract/labeling.ts'
import { t } from '../../../lib/i18n.ts'
import { inkOn } from '../logic/contrast.ts'
import styles from './colour-palette.module.css'
import { lookAlike } from './logic/look-alike.ts'

/** Colours that stand out from light and dark surfaces and from each other. */
const palette = [
  { colour: '#0072c6', name: 'blue' },
  { colour: '#3c9cd2', name: 'sky' },
  { colour: '#606cf6', name: 'indigo' },
  { colour: '#5436fc', name: 'ultramarine' },
  { colour: '#a27efc', name: 'lavender' },
  { colour: '#8a1ede', name: 'violet' },
  { colour: '#cc06c0', name: 'magenta' },
  { colour: '#d86cc0', name: 'orchid' },
  { colour: '#a8307e', name: 'plum' },
  { colour: '#d81e60', name: 'raspberry' },
  { colour: '#fc5a7e', name: 'pink' },
  { colour: '#fc0000', name: 'red' },
  { colour: '#b42a42', name: 'crimson' },
  { colour: '#f06c4e', name: 'coral' },
  { colour: '#ba6000', name: 'brown' },
  { colour: '#d87e00', name: 'orange' },
  { colour: '#8a7a00', name: 'olive' },
  { colour: '#008a00', name: 'green' },
  { colour: '#00a848', name: 'emerald' },
  { colour: '#00a88a', name: 'teal' },
  { colour: '#00724e', name: 'pine' },
  { colour: '#6c5a9c', name: 'iris' },
  { colour: '#7a6a5a', name: 'umber' },
  { colour: '#6b7280', name: 'grey' },
] as const

export interface ColourPaletteProps {
  value: string
  onChange: (colour: string) => void
  /** The other classes, which it should be told from. */
  others: readonly LabelClass[]
  ref?: Ref<HTMLInputElement>
}

/** A colour for a class; says which other class it could be taken for, and by whom. */
export function ColourPalette({ value, onChange, others, ref }: ColourPaletteProps) {
  const group = useId()
  const known = palette.some((entry) => entry.colour === value)
  const named = palette.map(({ colour, name }) => ({
    colour: colour as string,
    name: t(`classes:colours.${name}`),
  }))
  const entries = known ? named : [{ colour: value, name: t('classes:edit.colourKept') }, ...named]
  const alike = lookAlike(value, others)
  return (
    <fieldset className={styles.palette}>
      <legend>{t('classes:edit.colour')}</legend>
      <div className={styles.colours}>
        {entries.map(({ colour, name }) => (
          <label
            key={colour}
            className={styles.colour}
            title={name}
            style={{ '--class': colour, '--ink': inkOn(colour) } as CSSProperties}
          >
            <input
              ref={colour === value ? ref : undefined}
              type="radio"
              name={group}
              aria-label={name}
              checked={colour === value}
              onChange={() => onChange(colour)}
            />
            {colour === value && <Check size={14} strokeWidth={3} aria-hidden="true" />}
          </label>
        ))}
      </div>
      <p className={styles.alike} aria-live="polite">
        {alike && (
          <>
            <TriangleAlert size={13} aria-hidden="true" />
            {t(alike.vision === 'normal' ? 'classes:edit.alikeAll' : 'classes:edit.alikeColourBlind', {
              name: alike.entry.name,
            })}
          </>
        )}
      </p>
    </fieldset>
  )
}
