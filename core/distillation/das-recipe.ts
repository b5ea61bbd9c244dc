// How distilled images enter the retraining (DAS), which the paper leaves open, and what they are compared with.
import { z } from "zod";

/**
 * In every batch: loss = CE(anchors) + lambda · mean CE(distilled). Union: they are samples like any other, once an epoch. Preload: the
 * learnt steps first, then the anchors alone.
 */
export const DasMode = z.enum(["every-batch", "union", "preload"]);
export type DasMode = z.infer<typeof DasMode>;

/**
 * What takes the place of the distilled images in a control. All have their number, size, labels and step sizes; but for imported images of
 * a class without samples, whose place stays empty.
 */
export const Baseline = z.enum(["random-mined", "nearest", "k-means", "class-mean", "distribution-matching"]);
export type Baseline = z.infer<typeof Baseline>;

/** Images that a retraining is given beside the anchors; none is the anchor-only control. */
export const DasImages = z.enum(["distilled", ...Baseline.options, "none"]);
export type DasImages = z.infer<typeof DasImages>;

export const DasRecipe = z.object({
  modes: z.array(DasMode).min(1).max(3),
  /** Of the mode "every batch". */
  lambda: z.number().positive().max(10),
  /** Batch norm of the distilled images in every batch: running statistics in a pass of their own, or the statistics of the batch. */
  statistics: z.enum(["frozen", "batch"]),
  /** Draws of random mined images, spread over the batch orders. */
  randomDraws: z.int().min(1).max(50),
  /** Batch orders that every arm is trained in: their order alone moves an accuracy by about a point. */
  orders: z.int().min(1).max(20),
  /** What the distilled images are compared with, beside anchors alone. */
  baselines: z
    .array(Baseline)
    .max(Baseline.options.length)
    .default([...Baseline.options]),
});
export type DasRecipe = z.infer<typeof DasRecipe>;

export const defaultDasRecipe: DasRecipe = {
  modes: ["every-batch", "union", "preload"],
  lambda: 0.1,
  statistics: "frozen",
  randomDraws: 5,
  orders: 3,
  baselines: [...Baseline.options],
};

/** One retraining of a comparison. */
export const DasArm = z.object({
  distillationId: z.string(),
  images: DasImages,
  /** Which draw, for random mined images; otherwise 0. */
  draw: z.int().min(0),
  /** null for the anchor-only control, which all modes share. */
  mode: DasMode.nullable(),
  lambda: z.number(),
  statistics: z.enum(["frozen", "batch"]),
  /** Which batch order. */
  order: z.int().min(0),
});
export type DasArm = z.infer<typeof DasArm>;

/** The arms of a comparison, batch order by batch order, the control of each first; random draw d is trained in order d mod `orders`. */
export function dasArms(distillationId: string, { modes, lambda, statistics, randomDraws, orders, baselines }: DasRecipe): DasArm[] {
  const once = (["distilled", ...baselines] as const).filter((images) => images !== "random-mined");
  const draws = baselines.includes("random-mined") ? randomDraws : 0;
  const arms: DasArm[] = [];
  for (let order = 0; order < orders; order++) {
    const shared = { distillationId, lambda, statistics, order };
    arms.push({ ...shared, images: "none", draw: 0, mode: null });
    for (const mode of modes) {
      for (const images of once) arms.push({ ...shared, images, draw: 0, mode });
      for (let draw = order; draw < draws; draw += orders) arms.push({ ...shared, images: "random-mined", draw, mode });
    }
  }
  return arms;
}
