// A titled part of a view.
import { type ReactNode, useId } from "react";

interface PanelProps {
  title: string;
  /** What the title does not say: one short sentence. */
  hint?: ReactNode;
  /** Beside the title, at the right. */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}

export function Panel({ title, hint, aside, className = "", children }: PanelProps) {
  const id = useId();
  return (
    <section className={`panel ${className}`} aria-labelledby={id}>
      <header className="panel-head">
        <h2 id={id} className="panel-title">
          {title}
        </h2>
        {hint && <p className="panel-hint">{hint}</p>}
        {aside && <div className="panel-aside">{aside}</div>}
      </header>
      {children}
    </section>
  );
}
