// The probe of Fig. 7 as a terminal shows it: the accuracy of each arm on the images that it learnt from and on those held out.
import type { ProbeArm, ProbeResult } from "../distillation/distillation-view.ts";
import { columns, percent } from "./text-table.ts";

const names: Record<ProbeArm, string> = {
  distilled: "distilled images",
  noise: "noise, random labels",
  "other-run": "another distillation's images",
};

/** Every so many epochs of the curve are a row. */
const rowEvery = 10;

/** Lines without colours: what was asked, then training / held-out accuracy of each arm by epoch of the probe. */
export function probeTable({ trainEpochs, testEpochs, trainCount, testCount, arms }: ProbeResult): string {
  const shown = arms[0]!.epochs.map(({ epoch }, index) => ({ epoch, index })).filter(({ epoch }) => epoch === 1 || epoch % rowEvery === 0);
  return [
    `Learnt from ${trainCount} images of outer epochs ${trainEpochs.join(", ")}; asked about ${testCount} of ${testEpochs.join(", ")}.`,
    "Accuracy on the images learnt from / held out:",
    "",
    ...columns([
      ["epoch", ...arms.map(({ arm }) => names[arm])],
      ...shown.map(({ epoch, index }) => [
        String(epoch),
        ...arms.map(({ epochs }) => `${percent(epochs[index]!.trainAccuracy)} / ${percent(epochs[index]!.testAccuracy)}`),
      ]),
    ]),
    "",
    "Adjacent checkpoints are near-duplicates: judge the held-out accuracy by the controls.",
    ...(arms.some(({ arm }) => arm === "other-run")
      ? []
      : ["A second distillation of the same classes and network would add its control."]),
  ].join("\n");
}
