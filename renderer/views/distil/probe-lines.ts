// The curves of Fig. 7: each arm in its colour, held-out images solid, those trained on dashed.
import type { ProbeArm, ProbeEpoch, ProbeResult } from "../../../core/distillation/distillation-view.ts";
import { strings } from "../../strings.ts";

export type ProbeMeasure = "accuracy" | "loss";

export const probeColour: Record<ProbeArm, string> = {
  distilled: "var(--accent)",
  noise: "var(--run-primitive)",
  "other-run": "var(--second)",
};

export interface ProbeLine {
  name: string;
  colour: string;
  isDashed: boolean;
  epochs: ProbeEpoch[];
  value(epoch: ProbeEpoch): number;
}

export function probeLines({ arms }: Pick<ProbeResult, "arms">, measure: ProbeMeasure): ProbeLine[] {
  const words = strings.distil.figure7;
  const [test, train] = measure === "accuracy" ? (["testAccuracy", "trainAccuracy"] as const) : (["testLoss", "trainLoss"] as const);
  return arms.flatMap(({ arm, epochs }) => {
    const shared = { colour: probeColour[arm], epochs };
    return [
      { ...shared, name: `${words.arms[arm]}, ${words.heldOut}`, isDashed: false, value: (epoch: ProbeEpoch) => epoch[test] },
      { ...shared, name: `${words.arms[arm]}, ${words.training}`, isDashed: true, value: (epoch: ProbeEpoch) => epoch[train] },
    ];
  });
}
