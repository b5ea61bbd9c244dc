// What takes the place of distilled images, as files of one folder: one a baseline, and one a draw of random mined images.
import { promises } from "node:fs";
import { join } from "node:path";
import { Baseline } from "./das-recipe.ts";

export interface BaselineDraw {
  baseline: Baseline;
  /** Of random mined images, from 0; otherwise 0. */
  draw: number;
}

/** All that a comparison with so many random draws asks for. */
export const baselineDraws = (randomDraws: number): BaselineDraw[] =>
  Baseline.options.flatMap((baseline) =>
    Array.from({ length: baseline === "random-mined" ? randomDraws : 1 }, (_, draw) => ({ baseline, draw })),
  );

/** Also in the metadata of the file, under `images`. */
export const baselineName = ({ baseline, draw }: BaselineDraw): string => (baseline === "random-mined" ? `${baseline}-${draw}` : baseline);

export const baselinePath = (folder: string, which: BaselineDraw): string => join(folder, `${baselineName(which)}.safetensors`);

export const hasBaseline = (folder: string, which: BaselineDraw): Promise<boolean> =>
  promises.access(baselinePath(folder, which)).then(
    () => true,
    () => false,
  );
