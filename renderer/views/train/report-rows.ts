// The report of an import as rows of a table: what became of each tensor of the file, filtered.
import type { OutputOf } from "../../../core/contract/requests.ts";
import { strings } from "../../strings.ts";

export type ImportReport = OutputOf<"weights.report">["report"];
export type ShownTensors = "all" | "changed" | "unused";

export interface TensorRow {
  /** In our network; null for a tensor that it has no place for. */
  name: string | null;
  from: string;
  /** "64 × 3 × 7 × 7", as PyTorch stores it. */
  shape: string;
  fate: string;
  kind: "copied" | "changed" | "unused";
}

/** Every tensor of the file: those taken in the order of the network, then the unused ones. */
export function tensorRows(report: ImportReport): TensorRow[] {
  const { copied, left } = strings.train.weights;
  const taken = report.tensors.map(({ name, from, shape, changes }): TensorRow => {
    const isChanged = changes.length > 0;
    return { name, from, shape: shapeText(shape), fate: isChanged ? changes.join("; ") : copied, kind: isChanged ? "changed" : "copied" };
  });
  const unused = report.unused.map(
    ({ name, shape }): TensorRow => ({ name: null, from: name, shape: shapeText(shape), fate: left, kind: "unused" }),
  );
  return [...taken, ...unused];
}

/** @param text  a part of either name, in any case */
export function filterRows(rows: readonly TensorRow[], shown: ShownTensors, text: string): TensorRow[] {
  const wanted = text.trim().toLowerCase();
  return rows.filter(
    ({ name, from, kind }) =>
      (shown === "all" || shown === kind) && [name ?? "", from].some((candidate) => candidate.toLowerCase().includes(wanted)),
  );
}

const shapeText = (shape: readonly number[]): string => shape.join(" × ") || "1";
