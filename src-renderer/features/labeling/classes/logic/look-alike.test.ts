import { describe, expect, it } from 'vitest'
import { colourDistance } from '../../../../../src-main/contract/colour-vision.ts'
import { hardToTell, lookAlike } from './look-alike.ts'

const named = (name: string, colour: string) => ({ name, colour })

describe('lookAlike', () => {
  it('finds nothing where colours stand apart', () => {
    const others = [named('sky', '#3c9cd2'), named('brown', '#ba6000')]
    expect(lookAlike('#8a1ede', others)).toBeNull()
    expect(lookAlike('#8a1ede', [])).toBeNull()
  })

  it('names the nearest that is hard to tell for everybody', () => {
    const others = [named('blue', '#0072c6'), named('near', '#0a76c4'), named('red', '#fc0000')]
    expect(lookAlike('#0074c6', others)).toEqual({ entry: others[0], vision: 'normal' })
  })

  it('names what only the colour-blind cannot tell', () => {
    // Found on the line that protanopia folds together: the same to it, plainly different to everybody else.
    const [rose, slate] = [named('rose', '#a06478'), named('slate', '#687078')]
    expect(colourDistance(rose.colour, slate.colour, 'normal')).toBeGreaterThan(hardToTell)
    const found = lookAlike(rose.colour, [slate])
    expect(found?.entry).toBe(slate)
    expect(found?.vision).not.toBe('normal')
  })
})
