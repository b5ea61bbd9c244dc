// One part of what the tables run with: its name, one sentence, its fields.
import { type ReactNode, useId } from "react";

interface SetupPartProps {
  title: string;
  hint?: string;
  /** Beside the title, at the right. */
  aside?: ReactNode;
  columns?: 3 | 4;
  children: ReactNode;
}

export function SetupPart({ title, hint, aside, columns = 3, children }: SetupPartProps) {
  const id = useId();
  return (
    <section className="role-panel" aria-labelledby={id}>
      <header className="setup-head">
        <h3 id={id} className="role-title">
          {title}
        </h3>
        {hint && <p className="panel-hint">{hint}</p>}
        {aside}
      </header>
      <div className={`setup-grid setup-grid-${columns}`}>{children}</div>
    </section>
  );
}
