// A part that scrolls and may hold nothing that takes the focus: it takes it itself, so that keys can scroll it.
import type { ReactNode } from "react";

interface ScrollAreaProps {
  label: string;
  className: string;
  children: ReactNode;
}

export const ScrollArea = ({ label, className, children }: ScrollAreaProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling is the interaction
  <section className={`${className} scrolls`} aria-label={label} tabIndex={0}>
    {children}
  </section>
);
