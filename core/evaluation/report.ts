// What `omnifer run --json` prints last: one object that scripts read, so its names and shapes are fixed here. Accuracies and
// precisions are fractions; nothing in it can be NaN.
import { z } from "zod";
import { CentroidRecipe, DeltaChoice, type PipelineRecipe, type Selection, SelectionRule } from "../recipe.ts";
import { accuracyOf, type Confusion, meanClassAccuracy, recallByClass } from "./confusion.ts";
import { ControlsReport, DasReport, DistillReport } from "./das-report.ts";
import type { PseudoLabelPrecision } from "./pseudo-label-precision.ts";

const Fraction = z.number().min(0).max(1);
const Count = z.int().min(0);

export const RunScores = z.object({
  accuracy: Fraction.nullable(),
  /** Over the classes present in test. */
  meanClassAccuracy: Fraction.nullable(),
  recall: z.record(z.string(), z.object({ recall: Fraction.nullable(), count: Count })),
  /** confusion[true][predicted], in the order of `classes`. */
  confusion: z.array(z.array(Count)),
});
export type RunScores = z.infer<typeof RunScores>;

export const RunReport = z.object({
  backend: z.string(),
  classes: z.array(z.string()),
  primitive: RunScores,
  control: RunScores,
  mining: z.object({
    /** Mined images of the pool. */
    pool: Count,
    rule: SelectionRule,
    delta: z.number(),
    /** How they were found: the recipe's choice, with the anchors that it asked. */
    choice: DeltaChoice,
    /** Only images whose nearest centroid and classifier agree. */
    agreement: z.boolean(),
    centroids: CentroidRecipe,
    /** Of mining and retraining; all that is reported is of the last. */
    rounds: Count,
    /** Of the pool. */
    share: Fraction,
    selected: Count,
    perClass: z.record(z.string(), z.object({ threshold: z.number(), selected: Count, precision: Fraction.nullable() })),
    precision: Fraction.nullable(),
  }),
  vas: RunScores,
  imagesPerSecond: z.object({ train: z.number().min(0), mine: z.number().min(0) }),
  seconds: z.object({ setup: z.number(), primitive: z.number(), control: z.number(), mine: z.number(), vas: z.number() }),
  /** Of `omnifer run --das`. */
  distill: DistillReport.optional(),
  das: DasReport.optional(),
  controls: ControlsReport.optional(),
});
export type RunReport = z.infer<typeof RunReport>;

export interface ReportParts {
  backend: string;
  classes: readonly string[];
  /** On the test set, one each. */
  primitive: Confusion;
  control: Confusion;
  vas: Confusion;
  poolCount: number;
  selection: Selection;
  recipe: Pick<PipelineRecipe, "deltaChoice" | "centroids" | "rounds">;
  precision: PseudoLabelPrecision;
  imagesPerSecond: RunReport["imagesPerSecond"];
  seconds: RunReport["seconds"];
}

export function runReport(parts: ReportParts): RunReport {
  const { classes, selection, precision, poolCount } = parts;
  const { deltaChoice: choice, centroids, rounds } = parts.recipe;
  const perClass = precision.selectedByClass.map((selected, k) => ({
    threshold: selection.deltaOfClass[k] ?? selection.delta,
    selected,
    precision: precision.precisionByClass[k]!,
  }));
  return {
    backend: parts.backend,
    classes: [...classes],
    primitive: runScores(parts.primitive, classes),
    control: runScores(parts.control, classes),
    mining: {
      pool: poolCount,
      rule: selection.rule,
      delta: selection.delta,
      choice,
      agreement: selection.agreement,
      centroids,
      rounds,
      share: poolCount === 0 ? 0 : precision.selected / poolCount,
      selected: precision.selected,
      perClass: byName(classes, perClass),
      precision: precision.precision,
    },
    vas: runScores(parts.vas, classes),
    imagesPerSecond: parts.imagesPerSecond,
    seconds: parts.seconds,
  };
}

export function runScores(confusion: Confusion, classes: readonly string[]): RunScores {
  return {
    accuracy: accuracyOf(confusion),
    meanClassAccuracy: meanClassAccuracy(confusion),
    recall: byName(classes, recallByClass(confusion)),
    confusion,
  };
}

/** Without a prototype, so that a class called "constructor" or "__proto__" is a name like any other. */
function byName<T>(classes: readonly string[], values: readonly T[]): Record<string, T> {
  const named: Record<string, T> = Object.create(null);
  classes.forEach((name, k) => {
    named[name] = values[k]!;
  });
  return named;
}
