// While a gallery has the focus, the window's gallery commands act on it.
import { useEffect, useLayoutEffect, useRef } from "react";
import type { GalleryHandle } from "../commands/command.ts";
import { useStores } from "../stores/stores.tsx";

/** @returns what the gallery's box must listen to */
export function useGalleryKeys(handle: GalleryHandle): { onFocus(): void; onBlur(): void } {
  const { focusedGallery } = useStores();
  const latest = useRef(handle);
  const hasFocus = useRef(false);
  useLayoutEffect(() => {
    latest.current = handle;
    if (hasFocus.current) focusedGallery.current = handle;
  });
  useEffect(
    () => () => {
      if (hasFocus.current) focusedGallery.current = null; // what is removed with the focus in it hears no blur
    },
    [focusedGallery],
  );
  return {
    onFocus() {
      hasFocus.current = true;
      focusedGallery.current = latest.current;
    },
    onBlur() {
      hasFocus.current = false;
      focusedGallery.current = null;
      latest.current.hideOverlays?.(false);
    },
  };
}
