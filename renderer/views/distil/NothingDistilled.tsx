// Before the first distillation: what it is, and the words that the view uses.
import { FlaskConical } from "lucide-react";
import { EmptyState } from "../../components/EmptyState.tsx";
import { strings } from "../../strings.ts";

export const NothingDistilled = () => (
  <section className="panel distil-empty" aria-label={strings.distil.emptyTitle}>
    <EmptyState icon={FlaskConical} title={strings.distil.emptyTitle} text={strings.distil.emptyText}>
      <dl className="vocabulary">
        {strings.distil.vocabulary.map(([word, meaning]) => (
          <div key={word} className="vocabulary-entry">
            <dt>{word}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </EmptyState>
  </section>
);
