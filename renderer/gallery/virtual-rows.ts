// Only the rows on screen exist. Tiles have one height, so the rows in view are a division; no measuring is needed, and the list may
// be taller than a box can be (scroll-scale.ts).
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { scrollScale } from "./scroll-scale.ts";

const overscan = 2;

/** First and last row to draw; last is below first for an empty list. */
export function rowsInView(
  listOffset: number,
  viewportHeight: number,
  rowHeight: number,
  rowCount: number,
): { first: number; last: number } {
  const last = Math.min(rowCount - 1, Math.floor((listOffset + viewportHeight) / rowHeight) + overscan);
  const first = Math.max(0, Math.min(Math.floor(listOffset / rowHeight) - overscan, last));
  return { first, last };
}

export interface VirtualRows {
  first: number;
  last: number;
  /** Height of the scrolled box. */
  boxHeight: number;
  /** Where a row lies in the box. */
  topOf(row: number): number;
  rowsOnScreen: number;
  /** The row at the upper edge of the screen, and how far down it is scrolled. */
  topRow: number;
  /** Brings a row to the upper edge. */
  scrollToRow(row: number): void;
  /** Scrolls as little as it takes to see a row whole. */
  reveal(row: number): void;
}

export function useVirtualRows(
  box: RefObject<HTMLElement | null>,
  viewportHeight: number,
  rowHeight: number,
  rowCount: number,
): VirtualRows {
  const listHeight = rowCount * rowHeight;
  const scale = useMemo(() => scrollScale(listHeight, viewportHeight), [listHeight, viewportHeight]);
  const [offset, setOffset] = useState({ inBox: 0, inList: 0 });
  /** Exact place in the list of the last position set by wheel or key: the scaled scrollbar alone is too coarse for it. */
  const exact = useRef({ inBox: 0, inList: 0 });

  const scrollTo = useCallback(
    (wanted: number) => {
      if (!box.current) return;
      const inList = Math.max(0, Math.min(wanted, listHeight - viewportHeight));
      box.current.scrollTop = scale.toBox(inList);
      exact.current = { inBox: box.current.scrollTop, inList };
      setOffset(exact.current);
    },
    [box, listHeight, viewportHeight, scale],
  );

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const onScroll = () => {
      const inBox = element.scrollTop;
      setOffset(inBox === exact.current.inBox ? exact.current : { inBox, inList: scale.toList(inBox) });
    };
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => element.removeEventListener("scroll", onScroll);
  }, [box, scale]);

  const listOffset = Math.max(0, Math.min(offset.inList, listHeight - viewportHeight));
  const latestOffset = useRef(listOffset);
  latestOffset.current = listOffset;

  useEffect(() => {
    const element = box.current;
    if (!element || !scale.isScaled) return;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      scrollTo(latestOffset.current + event.deltaY);
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [box, scale, scrollTo]);

  // A list that became shorter leaves the box scrolled where the browser clamps it; follow at once, not with its event.
  useLayoutEffect(() => {
    if (box.current && offset.inList > listHeight - viewportHeight && offset.inList > 0) scrollTo(offset.inList);
  }, [box, offset.inList, listHeight, viewportHeight, scrollTo]);

  const scrollToRow = useCallback((row: number) => scrollTo(row * rowHeight), [scrollTo, rowHeight]);

  return {
    ...rowsInView(listOffset, viewportHeight, rowHeight, rowCount),
    boxHeight: scale.boxHeight,
    topOf: (row) => row * rowHeight - listOffset + (scale.isScaled ? offset.inBox : listOffset),
    rowsOnScreen: Math.max(1, Math.floor(viewportHeight / rowHeight)),
    topRow: Math.floor(listOffset / rowHeight),
    scrollToRow,
    reveal(row) {
      const [top, bottom] = [row * rowHeight, (row + 1) * rowHeight];
      if (top < listOffset) scrollTo(top);
      else if (bottom > listOffset + viewportHeight) scrollTo(bottom - viewportHeight);
    },
  };
}
