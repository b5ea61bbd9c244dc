// What bfloat16 changed on the sampled pictures, and whether it was worth it.
import type { MeasuredPrecisionEffect } from "../../../core/contract/mining-views.ts";
import { Precision } from "../../../core/recipe.ts";
import { formatCount } from "../../format.ts";
import { strings } from "../../strings.ts";
import { effectRows, slowerText } from "./effect-rows.ts";

const words = strings.train.mining;

export function EffectTable({ effect }: { effect: MeasuredPrecisionEffect }) {
  const slower = slowerText(effect);
  return (
    <>
      <table className="table effect-table number">
        <caption className="visually-hidden">{words.effect}</caption>
        <thead>
          <tr>
            <th scope="col">{words.measured}</th>
            {Precision.options.map((precision) => (
              <th key={precision} scope="col">
                {strings.train.recipe.precisionChoices[precision]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {effectRows(effect).map(({ name, values: [first, second] }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td colSpan={second === undefined ? 2 : 1}>{first}</td>
              {second !== undefined && <td>{second}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="panel-hint">
        {words.sample(formatCount(effect.anchors.count), formatCount(effect.pool.count))}
        {slower && ` ${slower}`}
      </p>
    </>
  );
}
