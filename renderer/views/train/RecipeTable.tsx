// The values of one recipe, or of two beside each other.
import type { TrainingRecipe } from "../../../core/recipe.ts";
import { strings } from "../../strings.ts";
import { differingKeys, recipeGroupNames, recipeGroups } from "./recipe-fields.ts";
import { valueText } from "./recipe-text.ts";

export interface ShownRecipe {
  label: string;
  recipe: TrainingRecipe;
}

interface RecipeTableProps {
  caption: string;
  first: ShownRecipe;
  second?: ShownRecipe | undefined;
  /** Of two recipes: also where they agree. */
  showsAll?: boolean;
}

export function RecipeTable({ caption, first, second, showsAll = true }: RecipeTableProps) {
  const differing = new Set(second ? differingKeys(first.recipe, second.recipe) : []);
  const groups = recipeGroupNames
    .map((group) => ({ group, keys: recipeGroups[group].filter((key) => showsAll || differing.has(key)) }))
    .filter(({ keys }) => keys.length > 0);
  if (groups.length === 0) return <p className="panel-hint">{strings.train.recipes.same}</p>;
  return (
    <table className="table recipe-table number">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{strings.train.recipes.field}</th>
          <th scope="col">{first.label}</th>
          {second && <th scope="col">{second.label}</th>}
        </tr>
      </thead>
      {groups.map(({ group, keys }) => (
        <tbody key={group}>
          <tr className="recipe-table-group">
            <th scope="rowgroup" colSpan={second ? 3 : 2}>
              {strings.train.recipe.groups[group]}
            </th>
          </tr>
          {keys.map((key) => (
            <tr key={key} className={differing.has(key) ? "differs" : undefined}>
              <th scope="row">
                {strings.train.recipe.labels[key]}
                {differing.has(key) && <span className="visually-hidden">, {strings.train.recipes.differs}</span>}
              </th>
              <td>{valueText(first.recipe, key)}</td>
              {second && <td>{valueText(second.recipe, key)}</td>}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}
