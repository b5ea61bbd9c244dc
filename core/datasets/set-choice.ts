// What a user takes of a data set on disk for one role: which folder, how it is read, which of its parts, what its labels mean.
import { z } from "zod";
import { setNames } from "./set-reader.ts";

/** Protocols that keep people apart (core/evaluation/protocols.ts). */
export const subjectProtocols = ["subject-ten-fold", "leave-one-subject-out"] as const;

/** One side of one fold of a data set's people. */
export const FoldChoice = z.object({
  protocol: z.enum(subjectProtocols),
  /** From 0, in the order of the protocol's folds. */
  index: z.int().min(0),
  side: z.enum(["train", "test"]),
});
export type FoldChoice = z.infer<typeof FoldChoice>;

const Words = z.record(z.string().max(200), z.string().max(200));

export const SetChoice = z.object({
  /** Absolute. */
  directory: z.string().min(1),
  /** null: the surest of those that know the folder. */
  reader: z.enum(setNames).nullable(),
  /** Of the reader's choices; the others are the usual ones. */
  choices: Words,
  /** null: those that the reader calls usual for the role. */
  parts: z.array(z.string().max(200)).min(1).nullable(),
  /** Beside the reader's own meanings: a label word, and the class that it means or "none" (label-meanings.ts). */
  meanings: Words,
  /** null: all labelled pictures of the parts. */
  fold: FoldChoice.nullable().default(null), // jobs of older versions do not say
});
export type SetChoice = z.infer<typeof SetChoice>;

/** A folder as its reader usually reads it. @param directory  absolute */
export const usualChoice = (directory: string): SetChoice => ({
  directory,
  reader: null,
  choices: {},
  parts: null,
  meanings: {},
  fold: null,
});

/** One data set a role (section 4.1): inside a database anchors and tests come from one, across databases from two. */
export const SetsOfRoles = z.object({ anchor: SetChoice, pool: SetChoice, test: SetChoice });
export type SetsOfRoles = z.infer<typeof SetsOfRoles>;
