// One part of what the tables run with: its name, one sentence, its fields.
import { type ReactNode, useId } from "react";

interface SetupPartProps {
  title: string;
  hint?: string;
  children: ReactNode;
}

export function SetupPart({ title, hint, children }: SetupPartProps) {
  const id = useId();
  return (
    <section className="role-panel" aria-labelledby={id}>
      <header>
        <h3 id={id} className="role-title">
          {title}
        </h3>
        {hint && <p className="panel-hint">{hint}</p>}
      </header>
      <div className="setup-grid">{children}</div>
    </section>
  );
}
