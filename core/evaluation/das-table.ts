// Distillation and DAS as a terminal shows them: the losses, the arms by mode, and what the differences are worth, plainly.
import type { DasImages, DasMode } from "../distillation/das-recipe.ts";
import type { ArmScores, DasComparison, PairedInterval } from "../distillation/distillation-view.ts";
import type { DistillReport } from "./das-report.ts";
import { signedPoints, verdict } from "./paired-interval.ts";
import { columns, percent } from "./text-table.ts";

const modeNames: Record<DasMode, string> = { "every-batch": "every batch", union: "union", preload: "preload" };

const imageNames: Record<Exclude<DasImages, "none">, string> = {
  distilled: "distilled (DAS)",
  "random-mined": "random mined",
  nearest: "nearest to centroid",
  "k-means": "k-means",
  "class-mean": "class mean",
  "distribution-matching": "distribution matching",
};

/** Losses and step sizes, at most 80 columns wide unless there are many steps. */
export function distillLines({ lossBefore, lossAfter, lossNoise, lossRandomMined, stepSizes }: DistillReport): string[] {
  const rows = [
    ["Loss of the whole source (exact network)", ""],
    ["  before", lossBefore.toFixed(4)],
    ["  after the distilled images", lossAfter.toFixed(4)],
    ["  after their start, not optimised", lossNoise.toFixed(4)],
    ...(lossRandomMined === null ? [] : [["  after random mined images", lossRandomMined.toFixed(4)]]),
  ];
  return [...columns(rows), `Step sizes: ${stepSizes.map((size) => size.toPrecision(3)).join(", ")}`];
}

/** Accuracy by mode and images, then the differences with their 95 % intervals, and what can be told of them. */
export function dasLines({ finished, total, anchorOnly, modes }: DasComparison): string[] {
  const images = (Object.keys(imageNames) as (keyof typeof imageNames)[]).filter((name) =>
    modes.some(({ arms }) => arms.some((arm) => arm.images === name)),
  );
  const scores = (arms: DasComparison["modes"][number]["arms"], name: string) => arms.find((arm) => arm.images === name)?.scores;
  const rows = [
    ["Accuracy of the retraining", ...modes.map(({ mode }) => modeNames[mode])],
    ...(anchorOnly ? [["  anchors alone", ...modes.map(() => accuracyCell(anchorOnly))]] : []),
    ...images.map((name) => [`  ${imageNames[name]}`, ...modes.map(({ arms }) => accuracyCell(scores(arms, name)))]),
    ["  seconds with distilled images", ...modes.map(({ arms }) => scores(arms, "distilled")?.seconds.toFixed(1) ?? "-")],
  ];
  const missing = finished < total ? [`${finished} of ${total} retrainings are finished.`] : [];
  return [
    ...columns(rows),
    ...missing,
    ...differenceLines("Distilled minus anchors alone", modes, ({ overAnchors }) => overAnchors),
    ...differenceLines("Distilled minus random mined (IOR)", modes, ({ overRandom }) => overRandom),
  ];
}

/** Mean, and deviation over the runs where there are several. */
function accuracyCell(scores: ArmScores | undefined): string {
  if (!scores) return "-";
  const { accuracy, accuracyDeviation } = scores;
  return accuracyDeviation === null ? percent(accuracy) : `${(accuracy * 100).toFixed(1)} ± ${(accuracyDeviation * 100).toFixed(1)} %`;
}

type Mode = DasComparison["modes"][number];

function differenceLines(title: string, modes: readonly Mode[], intervalOf: (mode: Mode) => PairedInterval | null): string[] {
  const lines = modes.flatMap((mode) => {
    const interval = intervalOf(mode);
    if (interval === null) return [];
    const { difference, low, high, pairs } = interval;
    const size = `${signedPoints(difference)} points (95 %: ${signedPoints(low)} to ${signedPoints(high)}; pairs: ${pairs})`;
    return [`  ${modeNames[mode.mode]}: ${size}`, `    ${verdict(interval)}`];
  });
  return lines.length === 0 ? [] : [title, ...lines];
}
