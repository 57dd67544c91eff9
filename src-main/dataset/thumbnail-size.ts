/** Longest side of a thumbnail, in pixels. */
export const thumbnailSide = 96

/** Size of the thumbnail of an image: proportions kept, never enlarged, no side below one pixel. */
export function thumbnailSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, thumbnailSide / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}
