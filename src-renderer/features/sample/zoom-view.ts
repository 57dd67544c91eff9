/** Sizes in CSS pixels. */
export interface Size {
  width: number
  height: number
}

/** How far one can always zoom in: to this many CSS pixels for one of the picture's, or this many times the fitted size. */
const mostPixels = 16
const mostTimes = 8

/** CSS pixels for one of the picture's when it just fits its box; 1 while either is not known. */
export function fittedScale(picture: Size, box: Size): number {
  const scale = Math.min(box.width / picture.width, box.height / picture.height)
  return Number.isFinite(scale) && scale > 0 ? scale : 1
}

/** Least and largest zoom, as times the fitted size: from the whole picture (or its true size) to single pixels. */
export function zoomLimits(fitted: number): [least: number, most: number] {
  return [Math.min(1, 1 / fitted), Math.max(mostTimes, mostPixels / fitted)]
}

/** What a double click leads to from the whole picture: its true size where that is larger, else three times as large. */
export function closeUp(fitted: number): number {
  return fitted < 0.7 ? 1 / fitted : 3
}
