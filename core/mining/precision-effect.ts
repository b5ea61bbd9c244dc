// What bfloat16 changes in mining, by both precisions' verdicts on the same pictures: nobody should rely on it before seeing this.
import { z } from "zod";
import { Precision } from "../recipe.ts";
import type { Verdicts } from "./verdict.ts";

const Count = z.int().min(0);
const Share = z.number().min(0).max(1);

/** Stored with the project, so it is a schema. */
export const PrecisionEffect = z.object({
  anchors: z.object({
    count: Count,
    /** Share that the classifier has right. */
    accuracy: z.record(Precision, Share),
  }),
  /** A sample of the pool. */
  pool: z.object({
    count: Count,
    /** Of a picture's margins in the two precisions (Eq. 5), without sign. */
    marginDifference: z.object({ mean: z.number(), largest: z.number() }),
    /** Share of pictures with the same pseudo-label. */
    agreement: Share,
    /** Pictures that delta selects. */
    selected: z.record(Precision, Count),
    /** 1 - Jaccard index of the two selected sets: of the auxiliary samples in either, the share that is not in both with one label. */
    changedShare: Share,
  }),
  /** Of scoring alone, the two taking turns. */
  imagesPerSecond: z.record(Precision, z.number()),
});
export type PrecisionEffect = z.infer<typeof PrecisionEffect>;

/** One value for each precision. */
export type InBoth<T> = Record<Precision, T>;

/** Share of labels that are met, 0 to 1; at least one label. */
export function accuracyOf(predicted: ArrayLike<number>, labels: ArrayLike<number>): number {
  let right = 0;
  for (let n = 0; n < labels.length; n++) if (predicted[n] === labels[n]) right++;
  return right / labels.length;
}

/** Compares verdicts on the pool, batch by batch; both of a batch are of the same pictures in the same order. */
export class VerdictComparison {
  readonly #delta: number;
  #count = 0;
  #agreeing = 0;
  #differences = 0;
  #largest = 0;
  readonly #selected: InBoth<number> = { float32: 0, bfloat16: 0 };
  #inBoth = 0;

  /** @param delta  of the margin rule, all classes alike */
  constructor(delta: number) {
    this.#delta = Math.fround(delta); // as everywhere: margins are float32
  }

  add({ float32: exact, bfloat16: near }: InBoth<Pick<Verdicts, "labels" | "margins">>): void {
    for (let n = 0; n < exact.labels.length; n++) {
      const isSameLabel = exact.labels[n] === near.labels[n];
      const difference = Math.abs(exact.margins[n]! - near.margins[n]!);
      const isSelected = { float32: exact.margins[n]! >= this.#delta, bfloat16: near.margins[n]! >= this.#delta };
      this.#count++;
      this.#differences += difference;
      this.#largest = Math.max(this.#largest, difference);
      if (isSameLabel) this.#agreeing++;
      if (isSelected.float32) this.#selected.float32++;
      if (isSelected.bfloat16) this.#selected.bfloat16++;
      if (isSelected.float32 && isSelected.bfloat16 && isSameLabel) this.#inBoth++;
    }
  }

  /** Of at least one picture. Two empty selections are the same. */
  effect(): PrecisionEffect["pool"] {
    const inEither = this.#selected.float32 + this.#selected.bfloat16 - this.#inBoth;
    return {
      count: this.#count,
      marginDifference: { mean: this.#differences / this.#count, largest: this.#largest },
      agreement: this.#agreeing / this.#count,
      selected: { ...this.#selected },
      changedShare: inEither === 0 ? 0 : 1 - this.#inBoth / inEither,
    };
  }
}
