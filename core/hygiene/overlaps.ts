// Which pictures of one part of a data set show a photograph of another part again: the same bytes, then near hashes that a second look
// at the pixels confirms. Reports the phases "compare" and "look".
import type { DatasetLocation, TaskContext } from "../compute/protocol.ts";
import { picturePathOf } from "../datasets/picture-roots.ts";
import { rowsOf, type SampleTable, type Split, splits } from "../datasets/sample-table.ts";
import { decodeInThread } from "../images/decoding-thread.ts";
import { withoutPoints } from "../images/picture-address.ts";
import type { NearDuplicate } from "./data-check.ts";
import { samePictures } from "./exact-duplicates.ts";
import { nearPairs } from "./near-duplicates.ts";
import { hashedSize } from "./perceptual-hash.ts";
import type { PictureHashes } from "./picture-hashes.ts";
import { leastLikeness, likeness } from "./second-look.ts";

/** Hashes at most so many bits apart are looked at again (docs/data-sets.md has the figures). */
export const nearDistance = 8;

/** What a part is searched for: anchors and pool for test faces, the pool for anchor faces as well. */
const searches = [
  { known: ["test"], again: "anchor" },
  { known: ["test", "anchor"], again: "pool" },
] as const satisfies { known: Split[]; again: Split }[];

/** Near hashes of a picture that are looked at again, the nearest ones; a blank picture has them by the thousand. */
const looksAPicture = 20;
/** Pictures that are looked at again; more than that are placeholders, or a pool that holds the other parts. */
const lookedAtMost = 500_000;

interface Candidate {
  known: number;
  distance: number;
  isMirrored: boolean;
}

/** By row of the picture that shows it again, and part of the known one. */
type Candidates = Map<number, Candidate[]>;

export interface Overlaps {
  /** One a picture and part that it shows again; in the order of `searches`. */
  found: NearDuplicate[];
  notLookedAt: number;
}

export async function findOverlaps(
  dataset: DatasetLocation,
  table: SampleTable,
  hashed: PictureHashes,
  context: TaskContext,
): Promise<Overlaps> {
  const found: NearDuplicate[] = [];
  const candidates: Candidates = new Map();
  const isSame = new Set<string>();
  for (const { known, again } of searches) {
    const knownRows = known.map((part) => rowsOf(table, part));
    for (const rows of knownRows) {
      for (const pair of sameIn(hashed, rows, rowsOf(table, again))) {
        isSame.add(keyOf(pair.again, table.split[pair.known]!));
        found.push(duplicateOf(table, pair.again, { known: pair.known, distance: 0, isMirrored: false }, 1, true));
      }
    }
    await collectNear(hashed, joined(knownRows), rowsOf(table, again), candidates, context);
  }
  const toLookAt = [...candidates].filter(([row, list]) => list.some(({ known }) => !isSame.has(keyOf(row, table.split[known]!))));
  const looked = toLookAt.slice(0, lookedAtMost);
  const confirmed = await lookAgain(dataset, table, new Map(looked), context);
  found.push(...confirmed.filter(({ picture, known }) => !isSame.has(keyOf(picture.row, splits.indexOf(known.split)))));
  return { found, notLookedAt: toLookAt.length - looked.length };
}

const keyOf = (row: number, knownSplit: number): string => `${row}/${knownSplit}`;

function joined(lists: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(lists.reduce((sum, list) => sum + list.length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  return all;
}

function sameIn({ digests }: PictureHashes, known: Uint32Array, again: Uint32Array): { known: number; again: number }[] {
  return samePictures(ofRows(digests, known), ofRows(digests, again)).map(({ first, second }) => ({
    known: known[first]!,
    again: again[second]!,
  }));
}

async function collectNear(
  { hashes }: PictureHashes,
  known: Uint32Array,
  again: Uint32Array,
  candidates: Candidates,
  { report, breathe, signal }: TaskContext,
): Promise<void> {
  const says = (row: number) => hashes[2 * row] !== 0 || hashes[2 * row + 1] !== 0; // not unread, not flat
  const [knownRows, againRows] = [known.filter(says), again.filter(says)];
  for (const { pairs, done, total } of nearPairs(ofRows(hashes, knownRows), ofRows(hashes, againRows), nearDistance)) {
    for (const { first, second, distance, isMirrored } of pairs) {
      add(candidates, againRows[second]!, { known: knownRows[first]!, distance, isMirrored });
    }
    report({ type: "progress", phase: "compare", done, total });
    await breathe();
    signal.throwIfAborted();
  }
}

function add(candidates: Candidates, row: number, candidate: Candidate): void {
  const list = candidates.get(row);
  if (!list) {
    candidates.set(row, [candidate]);
    return;
  }
  list.push(candidate);
  if (list.length > 2 * looksAPicture) nearestFirst(list).length = looksAPicture;
}

const nearestFirst = (list: Candidate[]): Candidate[] => list.sort((a, b) => a.distance - b.distance);

/** [rows.length, 2] */
function ofRows(halves: Uint32Array, rows: Uint32Array): Uint32Array {
  const picked = new Uint32Array(2 * rows.length);
  for (const [place, row] of rows.entries()) {
    picked[2 * place] = halves[2 * row]!;
    picked[2 * place + 1] = halves[2 * row + 1]!;
  }
  return picked;
}

/** The most alike picture of each part, where it is alike enough. */
async function lookAgain(
  dataset: DatasetLocation,
  table: SampleTable,
  candidates: Candidates,
  context: TaskContext,
): Promise<NearDuplicate[]> {
  for (const list of candidates.values()) nearestFirst(list).splice(looksAPicture);
  const knownRows = [...new Set([...candidates.values()].flatMap((list) => list.map(({ known }) => known)))];
  const greyOf = new Map<number, Uint8Array>();
  await eachGrey(dataset, table, knownRows, context, (row, grey) => greyOf.set(row, grey.slice()));
  const found: NearDuplicate[] = [];
  const look = (row: number, grey: Uint8Array) => {
    const best = new Map<number, NearDuplicate>();
    for (const candidate of candidates.get(row)!) {
      const other = greyOf.get(candidate.known);
      const alike = other ? likeness(grey, other, candidate.isMirrored) : 0;
      const part = table.split[candidate.known]!;
      if (alike < leastLikeness || alike <= (best.get(part)?.likeness ?? 0)) continue;
      best.set(part, duplicateOf(table, row, candidate, Math.min(1, alike), false));
    }
    found.push(...best.values());
  };
  await eachGrey(dataset, table, [...candidates.keys()], context, look, (done, total) =>
    context.report({ type: "progress", phase: "look", done, total }),
  );
  return found;
}

/** Pictures that can no longer be read are passed over. */
async function eachGrey(
  { roots }: DatasetLocation,
  table: SampleTable,
  rows: readonly number[],
  { signal, breathe }: TaskContext,
  take: (row: number, grey: Uint8Array) => void,
  report: (done: number, total: number) => void = () => undefined,
): Promise<void> {
  const pathOf = (index: number) => picturePathOf(roots, table.files[rows[index]!]!);
  const form = { size: hashedSize, channels: 1, batchSize: 256, signal } as const;
  report(0, rows.length);
  for await (const { indices, pixels, end } of decodeInThread(rows.length, pathOf, form)) {
    for (const [number, index] of indices.entries()) {
      take(rows[index]!, pixels.subarray(number * hashedSize ** 2, (number + 1) * hashedSize ** 2));
    }
    report(end, rows.length);
    await breathe();
  }
}

function duplicateOf(table: SampleTable, row: number, candidate: Candidate, alike: number, isExact: boolean): NearDuplicate {
  const pictureOf = (one: number) => ({
    split: splits[table.split[one]!]!,
    row: one,
    file: withoutPoints(table.files[one]!),
    label: table.label[one]!,
  });
  const { known, distance, isMirrored } = candidate;
  return { picture: pictureOf(row), known: pictureOf(known), distance, likeness: alike, isMirrored, isExact };
}
