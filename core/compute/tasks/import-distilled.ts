// The task of importing distilled images: read with every check, held to the project's classes and pictures, and kept as if the workbench
// had distilled them, with one checkpoint to look at.
import { promises } from "node:fs";
import { basename, join } from "node:path";
import { checkpointPath, checkpointsFolder } from "../../distillation/distilled-checkpoint.ts";
import { pixelScaleOf, readDistilled, writeDistilled } from "../../distillation/distilled-file.ts";
import type { DistilledSet, MadeFor } from "../../distillation/distilled-set.ts";
import { writePreviews } from "../../distillation/preview.ts";
import { isTorchFile, readResultsPth } from "../../distillation/results-pth.ts";
import { InputError } from "../../errors.ts";
import { readBytes, withFile } from "../../networks/weights/byte-source.ts";
import { foreignFile } from "../../networks/weights/foreign-file.ts";
import type { ImportDistilledResult, ImportDistilledTask } from "../distillation-tasks.ts";
import type { TaskContext } from "../protocol.ts";

/**
 * Phase: read. A file that was made for another network of the same pictures is taken, with a note that says so.
 *
 * @throws InputError when the file holds no distilled images, or they fit neither the classes nor the pictures of the project
 */
export async function importDistilled(task: ImportDistilledTask, context: TaskContext): Promise<ImportDistilledResult> {
  const { path, distillationDirectory: directory, classes } = task;
  const step = async (done: number) => {
    context.signal.throwIfAborted();
    context.report({ type: "progress", phase: "read", done, total: 1 });
    await context.breathe();
  };
  await step(0);
  const { set, made, isBare } = await readImages(task);
  requireFit(task, set, made);
  const text = isBare ? noteOnReading(task) : noteOnNetwork(task, made);
  if (text) context.report({ type: "note", text });
  await promises.mkdir(checkpointsFolder(directory), { recursive: true });
  const metadata = { source: basename(path) };
  await writeDistilled(checkpointPath(directory, 0), set, made, metadata);
  await writePreviews(directory, set, classes);
  context.signal.throwIfAborted();
  // Last, because it says that the others are whole.
  const { digest } = await writeDistilled(join(directory, "distilled.safetensors"), set, made, metadata);
  await step(1);
  return {
    digest,
    network: made.network,
    weightsDigest: made.weightsDigest,
    gradientSteps: set.gradientSteps,
    repeats: set.repeats,
    labels: [...set.labels],
    stepSizes: [...set.stepSizes],
  };
}

interface ReadImages {
  set: DistilledSet;
  made: MadeFor;
  /** The file says nothing of network, classes and pixels. */
  isBare: boolean;
}

/** A file is told by its bytes, not by its name. */
async function readImages({ path, network, classes }: ImportDistilledTask): Promise<ReadImages> {
  const made: MadeFor = { network, weightsDigest: null, classes };
  const set = withFile(path, (source) => {
    const start = readBytes(source, 0, Math.min(source.size, 512));
    if (isTorchFile(start)) return readResultsPth(source, made);
    if (start[8] === "{".charCodeAt(0)) return null; // the header of safetensors
    const { found } = foreignFile(start, source);
    const mend = "Choose the distilled.safetensors of a distillation, or a results.pth of the reference code.";
    throw new InputError({ file: source.file, found, expected: "distilled images", mend });
  });
  return set ? { set, made, isBare: true } : { ...(await readDistilled(path)), isBare: false };
}

function requireFit({ path, network, classes }: ImportDistilledTask, { shape }: DistilledSet, made: MadeFor): void {
  const file = basename(path);
  if (made.classes.join("\n") !== classes.join("\n")) {
    const mend = "Import it into a project with these classes, in this order.";
    throw new InputError({ file, found: `images of ${made.classes.join(", ")}`, expected: classes.join(", "), mend });
  }
  const [, , size, channels] = shape;
  const wanted = network.normalisation.mean.length;
  if (size === network.inputSize && channels === wanted) return;
  const inWords = (pixels: number, colours: number) => `${colours === 1 ? "grey" : "RGB"} images of ${pixels} x ${pixels} pixels`;
  const expected = `${inWords(network.inputSize, wanted)}, as ${network.name} of this project takes`;
  throw new InputError({
    file,
    found: inWords(size, channels),
    expected,
    mend: "Import it into a project whose learner takes such pictures.",
  });
}

function noteOnReading({ path, network }: ImportDistilledTask): string {
  const { mean, deviation, unit } = network.normalisation;
  const pixels = `pixel / ${unit}, less ${mean.join(", ")}, over ${deviation.join(", ")}`;
  return `${basename(path)} says neither network nor classes: its pixels are read as those of ${network.name} (${pixels}), its classes in the order of the project's.`;
}

/** null when the images were made for the weights that the project's learner has, or for no one's. */
function noteOnNetwork({ path, network, weightsDigest }: ImportDistilledTask, made: MadeFor): string | null {
  const file = basename(path);
  const pixelsOf = ({ normalisation }: MadeFor["network"]) => Object.values(pixelScaleOf(normalisation)).join();
  const isSameInput = pixelsOf(made.network) === pixelsOf(network);
  if (made.network.name !== network.name || !isSameInput) {
    const pixels = isSameInput ? "" : ", with pixels normalised otherwise";
    return `${file} was made for a ${made.network.name}${pixels}: applied to ${network.name}, the project's learner, it may do nothing, or harm.`;
  }
  if (made.weightsDigest === null || made.weightsDigest === weightsDigest) return null;
  return `${file} was made for other weights than the project's learner has: applied to these, it may do nothing, or harm.`;
}
