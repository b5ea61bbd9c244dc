// Fig. 4: which distillations stand in its three columns when nobody has chosen: the anchor set itself, what was mined with it, and
// what was mined with another anchor set.
import type { DistillationSummary } from "../../../core/distillation/distillation-view.ts";

/** Ids by column; null where the project has none. `distillations` are newest first, and the newest that fits is taken. */
export function figure4Columns(
  distillations: readonly DistillationSummary[],
  datasetId: string | null,
): [string | null, string | null, string | null] {
  const shown = distillations.filter(({ checkpoints }) => checkpoints.length > 0);
  const isOwn = ({ datasetId: of }: DistillationSummary) => of === datasetId;
  const anchor = shown.find((distillation) => distillation.origin === "anchor" && isOwn(distillation));
  const mined = shown.find((distillation) => distillation.origin === "selected" && isOwn(distillation));
  const other = shown.find((distillation) => distillation.origin !== "anchor" && distillation !== mined && !isOwn(distillation));
  const imported = shown.find(({ origin }) => origin === "imported");
  return [anchor?.id ?? null, mined?.id ?? null, other?.id ?? imported?.id ?? null];
}
