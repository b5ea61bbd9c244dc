// The learnt step sizes as lines over outer epochs, in the order in which they are applied.
import type { DistillationEpoch } from "../../../core/distillation/distillation-view.ts";
import { classColour } from "../../class-colour.ts";
import { strings } from "../../strings.ts";

export interface OuterEpochLine {
  name: string;
  colour: string;
  isDashed?: boolean;
  value(epoch: DistillationEpoch): number | null;
}

/** One line a step size; there are R·S of them. */
export function stepSizeLines(epochs: readonly DistillationEpoch[]): OuterEpochLine[] {
  const count = Math.max(0, ...epochs.map(({ stepSizes }) => stepSizes.length));
  return Array.from({ length: count }, (_, position) => ({
    name: strings.distil.curves.stepSize(position + 1),
    colour: classColour(position),
    value: ({ stepSizes }) => stepSizes[position] ?? null,
  }));
}
