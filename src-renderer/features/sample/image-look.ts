import { create } from 'zustand'

export const pixelKinds = ['auto', 'pixelated', 'smooth'] as const
export type PixelKind = (typeof pixelKinds)[number]

export interface ImageLook {
  /** How enlarged pixels are drawn: `auto` has hard edges for small pictures and smooth ones for others. */
  pixels: PixelKind
  /** Factors; 1 shows the picture as it is. */
  contrast: number
  brightness: number
}

const storageKey = 'fewlabel.pixels'
const asItIs = { contrast: 1, brightness: 1 }

/** How pictures are looked at: for all of them, and the kind of pixels for the next time as well. */
export const useImageLook = create<ImageLook>(() => ({ pixels: rememberedPixels(), ...asItIs }))

function rememberedPixels(): PixelKind {
  const stored = globalThis.localStorage?.getItem(storageKey)
  return pixelKinds.find((kind) => kind === stored) ?? 'auto'
}

export function setPixels(pixels: PixelKind): void {
  window.localStorage.setItem(storageKey, pixels)
  useImageLook.setState({ pixels })
}

export function setLight(light: Partial<Pick<ImageLook, 'contrast' | 'brightness'>>): void {
  useImageLook.setState(light)
}

export function resetLight(): void {
  useImageLook.setState(asItIs)
}

export function hasOwnLight({ contrast, brightness }: ImageLook): boolean {
  return contrast !== 1 || brightness !== 1
}
