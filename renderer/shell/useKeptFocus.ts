// The focus is never lost. When what had it goes away (a notice, the button of a job that ended), the nearest part around it that is
// still there takes it, and Tab goes on from there. A view that appears takes a focus that nothing else has.
import { type RefObject, useEffect } from "react";

const parts = "section, nav, header, fieldset, main";

/**
 * @param main   where a view is shown
 * @param shown  which view
 */
export function useKeptFocus(main: RefObject<HTMLElement | null>, shown: string): void {
  useEffect(() => {
    let latest: Element | null = null;
    let around: HTMLElement[] = [];
    const remember = ({ target }: FocusEvent) => {
      latest = target as Element;
      around = partsAround(latest);
    };
    const observer = new MutationObserver(() => {
      if (latest === null || latest.isConnected) return;
      latest = null;
      const near = around.find((part) => part.isConnected) ?? main.current;
      if (isFocusFree() && near) giveFocus(near);
    });
    document.addEventListener("focusin", remember);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener("focusin", remember);
      observer.disconnect();
    };
  }, [main]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change of the view that counts
  useEffect(() => {
    if (isFocusFree() && main.current) giveFocus(main.current);
  }, [main, shown]);
}

/** From the inside out. */
function partsAround(element: Element): HTMLElement[] {
  const found: HTMLElement[] = [];
  for (let part = element.closest<HTMLElement>(parts); part; part = part.parentElement?.closest<HTMLElement>(parts) ?? null)
    found.push(part);
  return found;
}

const isFocusFree = (): boolean => document.activeElement === null || document.activeElement === document.body;

/** A part that is no stop of Tab is none afterwards; one that is (it scrolls) stays one. */
function giveFocus(part: HTMLElement): void {
  if (!part.hasAttribute("tabindex")) {
    part.tabIndex = -1;
    part.addEventListener("blur", () => part.removeAttribute("tabindex"), { once: true });
  }
  part.focus({ preventScroll: true });
}
