import { Check } from 'lucide-react'
import { type CSSProperties, type Ref, useId } from 'react'
import { inkOn } from '../logic/contrast.ts'
import styles from './colour-palette.module.css'

/** Colours that stand out from light and dark surfaces and from each other. */
const palette: readonly { colour: string; name: string }[] = [
  { colour: '#0072c6', name: 'Blue' },
  { colour: '#3c9cd2', name: 'Sky' },
  { colour: '#606cf6', name: 'Indigo' },
  { colour: '#5436fc', name: 'Ultramarine' },
  { colour: '#a27efc', name: 'Lavender' },
  { colour: '#8a1ede', name: 'Violet' },
  { colour: '#cc06c0', name: 'Magenta' },
  { colour: '#d86cc0', name: 'Orchid' },
  { colour: '#a8307e', name: 'Plum' },
  { colour: '#d81e60', name: 'Raspberry' },
  { colour: '#fc5a7e', name: 'Pink' },
  { colour: '#fc0000', name: 'Red' },
  { colour: '#b42a42', name: 'Crimson' },
  { colour: '#f06c4e', name: 'Coral' },
  { colour: '#ba6000', name: 'Brown' },
  { colour: '#d87e00', name: 'Orange' },
  { colour: '#8a7a00', name: 'Olive' },
  { colour: '#008a00', name: 'Green' },
  { colour: '#00a848', name: 'Emerald' },
  { colour: '#00a88a', name: 'Teal' },
  { colour: '#00724e', name: 'Pine' },
  { colour: '#6c5a9c', name: 'Iris' },
  { colour: '#7a6a5a', name: 'Umber' },
  { colour: '#6b7280', name: 'Grey' },
]

export interface ColourPaletteProps {
  value: string
  onChange: (colour: string) => void
  ref?: Ref<HTMLInputElement>
}

export function ColourPalette({ value, onChange, ref }: ColourPaletteProps) {
  const group = useId()
  const known = palette.some((entry) => entry.colour === value)
  const entries = known ? palette : [{ colour: value, name: 'The colour it has' }, ...palette]
  return (
    <fieldset className={styles.palette}>
      <legend>Colour</legend>
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
    </fieldset>
  )
}
