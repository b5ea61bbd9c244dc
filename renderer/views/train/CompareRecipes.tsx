// Any two recipes of the project side by side: where they differ, or everything.
import { useState } from "react";
import { SelectField } from "../../components/SelectField.tsx";
import { strings } from "../../strings.ts";
import { RecipeTable, type ShownRecipe } from "./RecipeTable.tsx";

const words = strings.train.recipes;

/** @param candidates  two at least */
export function CompareRecipes({ candidates }: { candidates: readonly ShownRecipe[] }) {
  const [first, setFirst] = useState(0);
  const [second, setSecond] = useState(1);
  const [showsAll, setShowsAll] = useState(false);
  const options = candidates.map(({ label }, index) => ({ value: String(index), label }));
  const at = (index: number) => candidates[Math.min(index, candidates.length - 1)]!;
  return (
    <section className="compare" aria-label={words.compare}>
      <h3 className="dialog-part">{words.compare}</h3>
      <div className="compare-choice">
        <SelectField label={words.first} value={String(first)} options={options} onChange={(index) => setFirst(Number(index))} />
        <SelectField label={words.second} value={String(second)} options={options} onChange={(index) => setSecond(Number(index))} />
        <label className="check">
          <input type="checkbox" checked={showsAll} onChange={(event) => setShowsAll(event.target.checked)} />
          {words.allFields}
        </label>
      </div>
      <RecipeTable caption={words.comparison} first={at(first)} second={at(second)} showsAll={showsAll} />
    </section>
  );
}
