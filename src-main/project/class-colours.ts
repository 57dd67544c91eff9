/**
 * Colours for classes, in the order they are given. Each was chosen to lie farthest from those before it, in
 * OKLab (Ottosson 2020) as seen with normal sight, protanopia and deuteranopia (Machado et al. 2009), among
 * colours of relative luminance 0.11 … 0.30, which stand out from white and from near-black alike.
 */
export const classColours: readonly string[] = [
  '#0072c6',
  '#fc0000',
  '#a8307e',
  '#00a88a',
  '#a27efc',
  '#5436fc',
  '#008a00',
  '#cc06c0',
  '#fc5a7e',
  '#d86cc0',
  '#d81e60',
  '#606cf6',
  '#a26696',
  '#3c9cd2',
  '#00724e',
  '#6c5a9c',
  '#00a848',
  '#a24ed8',
  '#f06c4e',
  '#b42a42',
  '#8a1ede',
  '#ba6000',
  '#ea54e4',
  '#fc1e78',
  '#ea0cb4',
  '#c01296',
  '#f654a8',
  '#c00066',
  '#e40684',
  '#d87e00',
  '#ae00b4',
  '#b454ae',
  '#668ae4',
  '#cc3c42',
  '#a24200',
  '#c036f0',
]

/** The first colour that is not in use; with more classes than colours, the one used least. */
export function defaultColour(used: readonly string[]): string {
  const uses = (colour: string) => used.filter((other) => other === colour).length
  return classColours.reduce((best, colour) => (uses(colour) < uses(best) ? colour : best))
}
