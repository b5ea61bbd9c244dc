// The shape of a table of the paper: what it prints, what it leaves open, and for each row that can be run, which arm fills it.
import type { ArmKey, PaperNetwork, PaperSet, TableArm } from "../arm-result.ts";

export const tableNumbers = [1, 2, 3, 4, 5, 6, 7] as const;
export type TableNumber = (typeof tableNumbers)[number];

/** Which pictures are tested: the test part of one split, each of ten folds in turn, or every picture of a set that trained nothing. */
export type Protocol = "fixed split" | "ten folds by subject" | "whole set";

export interface PaperRow {
  /** Of this table alone. */
  id: string;
  /** As the paper writes it; in the same manner where the paper lacks the row. */
  method: string;
  /** In the paper's list of references. */
  reference: number | null;
  /** Percent, as printed; null where the paper lacks the row. */
  accuracy: number | null;
  /** `prior`: cited by the paper. `paper`: its own. `added`: it has no such row, and the others mean little without. */
  origin: "prior" | "paper" | "added";
  /** Training set and test set, where the table prints them. */
  source: string | null;
  target: string | null;
  run: RowRun | null;
}

/** The arms of a row. Start weights, training set and auxiliary source follow from the arm, the protocol from the table. */
export interface RowRun {
  arm: ArmKey;
  /** The same retraining without auxiliary samples; null for what is a control or a baseline itself. */
  control: ArmKey | null;
  /** What the paper sets the row against: the training set alone, from pretrained weights, or from the anchor's primitive learner. */
  baselines: readonly ArmKey[];
}

export interface RowGroup {
  title: string;
  rows: readonly PaperRow[];
}

export interface TestCount {
  pictures: number;
  /** True where the paper does not say it. */
  isInferred: boolean;
  /** Where the number comes from, and what else it could be. */
  source: string;
}

/** What the text says of a table, as the rows that have to be compared for it. */
export interface PaperClaim {
  /** In our words, numbers as the paper gives them. */
  text: string;
  /** Row ids of the same table: the first is claimed to be as good or better. */
  pairs: readonly (readonly [string, string])[];
}

export interface PaperTable {
  number: TableNumber;
  title: string;
  /** Of the paper. */
  section: string;
  protocol: Protocol;
  test: TestCount;
  /** Where the numbers of previous works were taken from; null where the table does not say. */
  citedFrom: string | null;
  groups: readonly RowGroup[];
  notes: readonly string[];
  claims: readonly PaperClaim[];
}

export const rowsOf = ({ groups }: PaperTable): PaperRow[] => groups.flatMap(({ rows }) => rows);

export const prior = (id: string, method: string, reference: number, accuracy: number): PaperRow => ({
  id,
  method,
  reference,
  accuracy,
  origin: "prior",
  source: null,
  target: null,
  run: null,
});

export const paperRow = (id: string, method: string, accuracy: number, run: RowRun): PaperRow => ({
  id,
  method,
  reference: null,
  accuracy,
  origin: "paper",
  source: null,
  target: null,
  run,
});

export const addedRow = (id: string, method: string, run: RowRun): PaperRow => ({
  ...paperRow(id, method, 0, run),
  accuracy: null,
  origin: "added",
});

/** Trained on `training` from primitive learners of `anchor`, and tested on `test`. */
export interface Setting {
  anchor: PaperSet;
  training: PaperSet;
  test: PaperSet;
}

/**
 * What one arm of a setting is run and compared with. Where the anchor is another set than the training set, a baseline starts from the
 * anchor's primitive learner too: the control of DAS, which makes one pass over the training set an epoch as a baseline does.
 */
export function runOf(network: PaperNetwork, setting: Setting, arm: TableArm): RowRun {
  const key = (name: TableArm): ArmKey => ({ network, ...setting, arm: name });
  const pretrained: ArmKey = { ...key("pretrained"), anchor: setting.training }; // no primitive learner has a part in it
  if (arm === "pretrained") return { arm: pretrained, control: null, baselines: [] };
  if (arm === "control-vas" || arm === "control-das") return { arm: key(arm), control: null, baselines: [pretrained] };
  const control = key(arm === "vas" ? "control-vas" : "control-das");
  const fromAnchor = setting.anchor !== setting.training && arm === "vas" ? [key("control-das")] : [];
  return { arm: key(arm), control, baselines: [pretrained, ...fromAnchor] };
}
