// A measured row, of which a test states only what it is about.
import { rows } from "./rows.ts";
import type { MeasuredRow, MeasuredSide } from "./summary.ts";

export const measuredRow = (stated: Partial<MeasuredRow>): MeasuredRow => ({ ...rows[0]!, threads: 2, sides: [], ...stated });

export function measuredSide(stated: Partial<MeasuredSide> & Pick<MeasuredSide, "label" | "program">): MeasuredSide {
  return {
    precision: "float32",
    compile: false,
    idleBytes: null,
    peakBytes: null,
    device: "cpu",
    versions: {},
    mode: "eager",
    warmUpSeconds: 0,
    turns: [],
    ...stated,
  };
}
