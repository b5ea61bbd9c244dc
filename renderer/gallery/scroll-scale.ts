// Chromium cuts boxes at 33,554,431 device pixels, and a list of millions of faces is taller. Beyond a limit the scrollbar is
// scaled: its thumb spans the whole list, while wheel and keys still move by true pixels.

/** CSS pixels; leaves room for a device pixel ratio of 4. */
export const tallestBox = 8_000_000;

export interface ScrollScale {
  /** Height of the scrolled box. */
  boxHeight: number;
  isScaled: boolean;
  /** Offset in the list that a scroll position of the box stands for. */
  toList(boxOffset: number): number;
  toBox(listOffset: number): number;
}

/**
 * @param listHeight      true height of the list in pixels
 * @param viewportHeight  what of it is on screen
 */
export function scrollScale(listHeight: number, viewportHeight: number, limit = tallestBox): ScrollScale {
  if (listHeight <= limit) {
    return { boxHeight: listHeight, isScaled: false, toList: (offset) => offset, toBox: (offset) => offset };
  }
  const ratio = (listHeight - viewportHeight) / (limit - viewportHeight);
  return { boxHeight: limit, isScaled: true, toList: (offset) => offset * ratio, toBox: (offset) => offset / ratio };
}
