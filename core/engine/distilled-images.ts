// The images of distillations as a window asks for them: pictures that we encode, and the numbers beside them. The files that were
// looked at last stay in memory, because a scrub through time comes back to them.
import { join } from "node:path";
import type { DistillationCheckpoint } from "../distillation/distillation-view.ts";
import { checkpointPath } from "../distillation/distilled-checkpoint.ts";
import { readDistilled } from "../distillation/distilled-file.ts";
import { readNeighbours } from "../distillation/neighbours-file.ts";
import { pixelStatistics, previewPng } from "../distillation/preview.ts";
import { WorkbenchError } from "../errors.ts";
import type { EngineContext } from "./context.ts";
import { onceOfMany } from "./once.ts";

type DistilledFile = Awaited<ReturnType<typeof readDistilled>>;

/** Seven images at 48 pixels are 200 kB, at 112 pixels 1 MB. */
const keptFiles = 64;
const keptPictures = 2000;

export class DistilledImages {
  readonly #context: EngineContext;
  readonly #files = new Map<string, Promise<DistilledFile>>();
  readonly #pictures = new Map<string, Promise<Uint8Array>>();

  constructor(context: EngineContext) {
    this.#context = context;
  }

  /** Class of each image. */
  async labels(distillationId: string, epoch: number): Promise<number[]> {
    return [...(await this.#file(distillationId, epoch)).set.labels];
  }

  /** @throws WorkbenchError `not-found` when no images of that epoch are kept */
  async checkpoint(distillationId: string, epoch: number): Promise<DistillationCheckpoint> {
    const { set } = await this.#file(distillationId, epoch);
    const { datasetId } = this.#require(distillationId);
    const { files } = await this.#context.opened.samples(datasetId);
    const directory = this.#context.project.distillationDirectory(distillationId);
    const named = (await readNeighbours(directory, epoch, set.labels.length)).map((near) =>
      near.flatMap(({ row, similarity }) => {
        const file = files[row];
        return file === undefined ? [] : [{ datasetId, row, file, similarity }];
      }),
    );
    return { epoch, stepSizes: [...set.stepSizes], neighbours: named, ...pixelStatistics(set) };
  }

  /** An image as PNG, pixel for pixel. @throws WorkbenchError `not-found` when there is no such image */
  async picture(distillationId: string, epoch: number, index: number, contrast: number): Promise<{ type: string; bytes: Uint8Array }> {
    const { set } = await this.#file(distillationId, epoch);
    if (index >= set.labels.length) throw new WorkbenchError("not-found", `Distillation ${distillationId} has no image ${index}.`);
    const key = `${distillationId}/${epoch}/${index}/${contrast}`;
    const encode = () => previewPng(set, index, contrast);
    return { type: "image/png", bytes: await onceOfMany(this.#pictures, keptPictures, key, encode) };
  }

  #require(distillationId: string) {
    const distillation = this.#context.project.store.distillations.get(distillationId);
    if (!distillation) throw new WorkbenchError("not-found", `There is no distillation ${distillationId}.`);
    return distillation;
  }

  async #file(distillationId: string, epoch: number): Promise<DistilledFile> {
    const { origin, result } = this.#require(distillationId);
    const { distillationEpochs } = this.#context.project.store;
    const isKept =
      result?.checkpoints.includes(epoch) ??
      distillationEpochs.of(distillationId).some((told) => told.epoch === epoch && told.isCheckpoint);
    if (!isKept) throw new WorkbenchError("not-found", `No images of outer epoch ${epoch} of ${distillationId} are kept.`);
    const directory = this.#context.project.distillationDirectory(distillationId);
    const path = origin === "imported" ? join(directory, "distilled.safetensors") : checkpointPath(directory, epoch);
    return onceOfMany(this.#files, keptFiles, path, () => readDistilled(path));
  }
}
