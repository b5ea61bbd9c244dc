// What a window is shown of a data set on disk: what a reader found in the folder, counted, and how else it could be read.
import { z } from "zod";
import { Licence } from "../datasets/licence.ts";
import { setNames } from "../datasets/set-reader.ts";
import { Count, Id } from "./values.ts";

const SetName = z.enum(setNames);

/** A label word of the set, and what it means: a class name, or null for none. */
const SetLabel = z.object({
  label: z.string(),
  means: z.string().nullable(),
  /** Who says so; "nobody" knows the word, and its pictures have no class until somebody does. */
  from: z.enum(["set", "edit", "nobody"]),
  /** Pictures by part, in the order of `parts`. */
  counts: z.array(Count),
});

/** What is in a data set: what each class and part has, what was left out, and why. */
export const SetReport = z.object({
  reader: SetName,
  title: z.string(),
  layout: z.string(),
  licence: Licence,
  digest: z.string(),
  count: Count,
  parts: z.array(z.string()),
  /** By label word, in the set's order; words without pictures too. */
  labels: z.array(SetLabel),
  /** By class: labels that mean the same are added. */
  classes: z.array(z.object({ name: z.string(), counts: z.array(Count) })),
  /** Pictures without a label, by part. */
  unlabelled: z.array(Count),
  /** Persons and films that are known. */
  subjects: Count,
  sequences: Count,
  /** Why something is not in the table, with the first that is not; most frequent first. */
  leftOut: z.array(
    z.object({
      reason: z.string(),
      count: Count,
      /** Files are relative to the set's folder. */
      examples: z.array(z.object({ file: z.string(), line: z.int().optional(), reason: z.string() })),
    }),
  ),
  notes: z.array(z.string()),
});
export type SetReport = z.infer<typeof SetReport>;

/** A value for each choice of a reader. */
export const FullChoices = z.record(z.string(), z.string());
export type FullChoices = z.infer<typeof FullChoices>;

/** Another reader that knows the folder. */
export const OtherReader = z.object({ reader: SetName, title: z.string(), layout: z.string() });

/** Labelled pictures counted by person, label and part: what folds of people are counted from. Columns of equal length. */
export const SetPeople = z.object({
  /** As the set calls them. People without a picture too, where a choice of the reader's left out all that they had. */
  subjects: z.array(z.string()),
  /** Index into `subjects`; -1 where nobody knows who it is. */
  subject: z.array(z.int()),
  /** Index into the report's `labels` and `parts`. */
  label: z.array(Count),
  part: z.array(Count),
  pictures: z.array(Count),
});
export type SetPeople = z.infer<typeof SetPeople>;

/** A set as it was read once. */
export const SetReading = z.object({
  choices: FullChoices,
  report: SetReport,
  /** null: too many to be told one by one. Looks of older versions did not count them. */
  people: SetPeople.nullable().optional(),
});
export type SetReading = z.infer<typeof SetReading>;

/** A data set that the project was pointed at. Where it lies is the engine's to know. */
export const KnownSet = z.object({
  id: Id,
  /** Of its folder, without the path. */
  name: z.string(),
  reader: SetName,
  title: z.string(),
  others: z.array(OtherReader),
  /** What its reader leaves to the user; the first option is the usual one. */
  asks: z.array(
    z.object({ name: z.string(), asks: z.string(), options: z.array(z.object({ value: z.string(), means: z.string() })).min(1) }),
  ),
  /** Which of its parts are usually trained on and tested on; both empty for a pool. */
  usualParts: z.object({ anchor: z.array(z.string()), test: z.array(z.string()) }),
  /** The latest first; one at least. */
  readings: z.array(SetReading).min(1),
});
export type KnownSet = z.infer<typeof KnownSet>;
