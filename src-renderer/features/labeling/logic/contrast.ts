import { channelsOf, luminance } from '../../../../src-main/contract/colour-vision.ts'

/** Black or white, whichever reads better on a class colour; one of them always reaches 4.5:1. */
export function inkOn(colour: string): '#000000' | '#ffffff' {
  // (1.05)/(L+0.05) against (L+0.05)/0.05: equal at L = 0.179.
  return luminance(...channelsOf(colour)) > 0.179 ? '#000000' : '#ffffff'
}
