// A table of the paper with this project's own numbers beside it, as the window, the terminal and `--json` show it. Accuracies and
// differences are fractions: a point is 0.01.
import { z } from "zod";
import { tableNumbers } from "../evaluation/paper/table.ts";
import { Count, Id, Share } from "./values.ts";

export const TableNumber = z.literal(tableNumbers);

/** Mean over seeds. */
export const OwnScore = z.object({
  seeds: z.int().min(1),
  accuracy: Share,
  /** n - 1; null for one seed. */
  deviation: z.number().nullable(),
  meanClassAccuracy: Share.nullable(),
  /** Those that the test pictures hold. */
  classes: Count,
  pictures: Count,
  /** Of training, each seed. */
  seconds: z.number(),
  /** What was trained, as people read it. */
  network: z.string(),
});
export type OwnScore = z.infer<typeof OwnScore>;

/** Accuracy of a row minus that of another, trained from the same seeds and tested on the same pictures. */
export const RowComparison = z.object({
  /** The other row. */
  rowId: Id,
  against: z.string(),
  difference: z.number(),
  /** 95 % interval, seeds and persons or pictures resampled. */
  low: z.number(),
  high: z.number(),
  /** The difference as a number of test pictures. */
  pictures: z.number(),
  pairs: Count,
  pValue: z.number().nullable(),
  /** After Holm, over the rows of the table that have a control; null for any other comparison. */
  adjustedP: z.number().nullable(),
  /** Exact, of a single pair of runs on pictures that share no person. */
  mcnemar: z.object({ onlyOurs: Count, onlyTheirs: Count, pValue: z.number() }).nullable(),
  /** The least difference that these seeds and pictures would show four times in five; null for one seed. */
  smallest: z.number().nullable(),
});
export type RowComparison = z.infer<typeof RowComparison>;

export const RowVerdict = z.object({ says: z.enum(["helped", "hurt", "cannot-tell"]), text: z.string() });
export type RowVerdict = z.infer<typeof RowVerdict>;

/** What has to be there before a row can be run. */
export const MissingInput = z.object({ what: z.string(), get: z.string(), where: z.string() });
export type MissingInput = z.infer<typeof MissingInput>;

export const TableRow = z.object({
  id: Id,
  method: z.string(),
  reference: z.int().nullable(),
  origin: z.enum(["prior", "paper", "added"]),
  source: z.string().nullable(),
  target: z.string().nullable(),
  /** From which weights, on which pictures, one sentence; null for what cannot be run here. */
  recipe: z.string().nullable(),
  /** The standard error is a lower bound: one run, one test set. */
  published: z.object({ accuracy: Share, standardError: z.number() }).nullable(),
  own: OwnScore.nullable(),
  /** Own minus published. */
  difference: z.object({ points: z.number(), pictures: z.number() }).nullable(),
  /** Why the difference is not shown, or what to know before reading it. */
  note: z.string().nullable(),
  control: RowComparison.nullable(),
  baselines: z.array(RowComparison),
  /** Against the control. */
  verdict: RowVerdict.nullable(),
  missing: z.array(MissingInput),
});
export type TableRow = z.infer<typeof TableRow>;

/** What the paper's text says of a table, and what the numbers say of that. */
export const TableClaim = z.object({ text: z.string(), published: z.string(), own: z.string() });
export type TableClaim = z.infer<typeof TableClaim>;

/** Training without auxiliary samples, with VAS and with DAS (Fig. 5). */
export const costArms = ["none", "vas", "das"] as const;

export const CostGroup = z.object({
  /** "VGG-F on RAF-DB" */
  name: z.string(),
  /** What has been run of `costArms`. */
  bars: z.array(z.object({ arm: z.enum(costArms), seconds: z.number(), seeds: Count, ratioToNone: z.number().nullable() })),
});
export type CostGroup = z.infer<typeof CostGroup>;

export const TablePage = z.object({
  table: TableNumber,
  title: z.string(),
  section: z.string(),
  protocol: z.string(),
  test: z.object({ pictures: Count, isInferred: z.boolean(), source: z.string() }),
  citedFrom: z.string().nullable(),
  /** Made on generated miniatures: nothing is compared with the paper. */
  isMiniature: z.boolean(),
  canRun: z.boolean(),
  groups: z.array(z.object({ title: z.string(), rows: z.array(TableRow) })),
  claims: z.array(TableClaim),
  notes: z.array(z.string()),
  costs: z.array(CostGroup),
});
export type TablePage = z.infer<typeof TablePage>;
