import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { GalleryOrder } from "../contract/mining-views.ts";
import type { Selection } from "../recipe.ts";
import { MarginIndex } from "./margin-index.ts";
import type { PoolColumns } from "./pool-columns.ts";
import { at } from "./selection.fixture.ts";
import { rowsPerStep, runThrough } from "./steps.ts";
import { countAbove, type SelectionCounts, ThresholdCounts } from "./threshold-counts.ts";

interface Face {
  row: number;
  label: number;
  similarity: number;
  value: number;
}
const face = (row: number, rest: Partial<Face> = {}): Face => ({ row, label: 0, similarity: 0.9, value: 0.3, ...rest });

const columnsOf = (faces: readonly Face[]): PoolColumns => ({
  rows: Uint32Array.from(faces, ({ row }) => row),
  labels: Uint8Array.from(faces, ({ label }) => label),
  similarities: Float32Array.from(faces, ({ similarity }) => similarity),
  values: Float32Array.from(faces, ({ value }) => value),
});
function rowsOf(faces: readonly Face[], selection: Selection, order: GalleryOrder = "nearest", classIndex: number | null = null): number[] {
  const index = MarginIndex.of(columnsOf(faces), 3);
  return Array.from(index.gallery({ selection, order, classIndex }), (place) => faces[index.position(place)]!.row);
}
/** What the window shows: counts from the histogram that travels to it, and at a delta off its grid from the engine's walk. */
function countsShown(faces: readonly Face[], selection: Selection): SelectionCounts {
  const columns = columnsOf(faces);
  const sent = ThresholdCounts.ofHistogram(ThresholdCounts.ofColumns(columns.values, columns.labels, 3).histogram());
  const counts = sent.countAt(selection);
  return counts.isExact ? counts : sent.knowing(selection, runThrough(countAbove(columns, selection, 3))).countAt(selection);
}

describe("MarginIndex (Eq. 5)", () => {
  const faces = [
    face(10, { similarity: 0.8, value: 0.25 }),
    face(11, { similarity: 0.99, value: 0.125, label: 1 }),
    face(12, { similarity: 0.7, value: 0.5 }),
    face(13, { similarity: 0.95, value: 0.375, label: 1 }),
    face(14, { similarity: 0.6, value: 0.0625, label: 2 }),
  ];
  it("shows the accepted faces by centroid distance, nearest or farthest first", () => {
    expect(rowsOf(faces, at(0.125))).toEqual([11, 13, 10, 12]);
    expect(rowsOf(faces, at(0.125), "farthest")).toEqual([12, 10, 13, 11]);
  });

  it("shows the faces nearest to their own threshold first", () => {
    expect(rowsOf(faces, at(0.125, { deltaOfClass: [null, 0.375] }), "near-threshold")).toEqual([13, 10, 12]);
  });

  it("shows one class alone", () => {
    expect(rowsOf(faces, at(0), "nearest", 1)).toEqual([11, 13]);
  });

  it("keeps the largest values of a capped class, and of equal ones the nearest to the centroid", () => {
    const equals = [0.5, 0.7, 0.6].map((similarity, row) => face(row, { similarity }));
    const capped = [...equals, face(3, { value: 0.4, similarity: 0.1 })];
    expect(rowsOf(capped, at(0, { capPerClass: 2 }))).toEqual([1, 3]);
    expect(countsShown(capped, at(0, { capPerClass: 2 })).countByClass).toEqual([2, 0, 0]);
  });

  it("rounds delta to float32, as the values are: 0.1 accepts a stored 0.1", () => {
    const stored = [face(0, { value: 0.1 }), face(1, { value: Math.fround(0.1) - 2 ** -27 })];
    expect(rowsOf(stored, at(0.1))).toEqual([0]);
    expect(countsShown(stored, at(0.1))).toEqual({ countByClass: [1, 0, 0], total: 1, share: 0.5, isExact: true });
  });

  it("hands over the auxiliary samples class by class, nearest to the centroid first", () => {
    const { rows, labels } = MarginIndex.of(columnsOf(faces), 3).auxiliary(at(0.125));
    expect([...rows]).toEqual([10, 12, 11, 13]);
    expect([...labels]).toEqual([0, 0, 1, 1]);
  });

  it("accepts, counts and orders as a plain loop does (seed 3)", () => {
    const coarse = fc.integer({ min: 0, max: 12 }).map((n) => n / 8 + (n % 3) / 1000); // many ties, on and off the grid
    const pool = fc.array(fc.record({ label: fc.nat(2), similarity: coarse, value: coarse }), { maxLength: 40 });
    const choice = fc.record({
      delta: coarse,
      deltaOfClass: fc.array(fc.option(coarse), { maxLength: 3 }),
      capPerClass: fc.option(fc.integer({ min: 1, max: 6 })),
    });
    fc.assert(
      fc.property(
        pool,
        choice,
        fc.option(fc.nat(2)),
        fc.constantFrom<GalleryOrder>("nearest", "farthest", "near-threshold"),
        (drawn, chosen, classIndex, order) => {
          const rows = drawn.map((columns, row) => face(row, columns));
          const selection = at(chosen.delta, chosen);
          const accepted = acceptedByLoop(rows, selection);
          expect(rowsOf(rows, selection, order, classIndex)).toEqual(orderedByLoop(accepted, selection, order, classIndex));
        },
      ),
      { seed: 3, numRuns: 500 },
    );
  });

  it("trains on as many images as the window shows, at any delta and cap (seed 5)", () => {
    // Half of the values equal one of the deltas that are asked for, as float32: there a wrong rounding would show.
    const delta = fc.oneof(fc.constantFrom(0.1, 0.3, 1 / 3, 0.25), fc.double({ min: 0, max: 2, noNaN: true }));
    const pool = fc.array(fc.record({ label: fc.nat(2), value: delta, similarity: fc.constantFrom(0.5, 0.75) }), { maxLength: 40 });
    const choice = fc.record({
      delta,
      deltaOfClass: fc.array(fc.option(delta), { maxLength: 3 }),
      capPerClass: fc.option(fc.integer({ min: 1, max: 6 })),
    });
    fc.assert(
      fc.property(pool, choice, (drawn, chosen) => {
        const rows = drawn.map((columns, row) => face(row, columns));
        const { labels } = MarginIndex.of(columnsOf(rows), 3).auxiliary(at(chosen.delta, chosen));
        const selected = [0, 1, 2].map((k) => labels.filter((label) => label === k).length);
        expect(countsShown(rows, at(chosen.delta, chosen))).toMatchObject({ countByClass: selected, total: labels.length, isExact: true });
      }),
      { seed: 5, numRuns: 500 },
    );
  });

  it("is built in steps, so that whoever builds it can answer meanwhile", () => {
    const values = new Float32Array(2 * rowsPerStep + 1);
    const columns = { rows: new Uint32Array(values.length), labels: new Uint8Array(values.length), similarities: values, values };
    const steps = MarginIndex.inSteps(columns, ThresholdCounts.ofColumns(values, columns.labels, 1));
    expect([...steps]).toHaveLength(4 * 3); // two counts of digits in one walk, two walks of sorting, one of putting in order
  });
});

const thresholdByLoop = (selection: Selection, label: number) => Math.fround(selection.deltaOfClass[label] ?? selection.delta);
const nearestFirst = (a: Face, b: Face) => Math.fround(b.similarity) - Math.fround(a.similarity) || a.row - b.row;

function acceptedByLoop(faces: readonly Face[], selection: Selection): Face[] {
  return [0, 1, 2].flatMap((k) =>
    faces
      .filter(({ label, value }) => label === k && Math.fround(value) >= thresholdByLoop(selection, k))
      .sort((a, b) => Math.fround(b.value) - Math.fround(a.value) || nearestFirst(a, b))
      .slice(0, selection.capPerClass ?? undefined),
  );
}

function orderedByLoop(accepted: readonly Face[], selection: Selection, order: GalleryOrder, classIndex: number | null): number[] {
  const shown = accepted.filter(({ label }) => classIndex === null || label === classIndex).sort(nearestFirst);
  if (order === "farthest") shown.reverse();
  const excess = ({ value, label }: Face) => Math.fround(Math.fround(value) - thresholdByLoop(selection, label));
  if (order === "near-threshold") shown.sort((a, b) => excess(a) - excess(b));
  return shown.map(({ row }) => row);
}
