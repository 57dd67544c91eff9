/**
 * Colours for classes, in the order they are given. Each was chosen to lie farthest from those before it, in
 * OKLab (Ottosson 2020) as seen with normal sight, protanopia and deuteranopia (Machado et al. 2009), among
 * colours of relative luminance 0.13 … 0.30, which keep a contrast of 3 : 1 to white and to near-black (#1a1a1a).
 */
export const classColours: readonly string[] = [
  '#0072c6',
  '#f06c00',
  '#00a88a',
  '#ae424e',
  '#9084fc',
  '#785a90',
  '#5a96c6',
  '#f66078',
  '#b46000',
  '#3ca836',
  '#666cea',
  '#247260',
  '#9c729c',
  '#66905a',
  '#4884de',
  '#b44206',
  '#7e78c0',
  '#845ab4',
  '#36a2ae',
  '#7890e4',
  '#84783c',
  '#d84242',
  '#906078',
  '#425ad2',
  '#d85a72',
  '#a89000',
  '#306ca2',
  '#009678',
  '#ba84a8',
  '#ea6654',
  '#008a90',
  '#607efc',
  '#007842',
  '#8460d8',
  '#846024',
  '#cc6612',
]

/** The first colour that is not in use; with more classes than colours, the one used least. */
export function defaultColour(used: readonly string[]): string {
  const uses = (colour: string) => used.filter((other) => other === colour).length
  return classColours.reduce((best, colour) => (uses(colour) < uses(best) ? colour : best))
}
