// The task that makes the weights of face-api a project's own, so that its runs can be repeated whatever a later workbench brings along.
import { promises } from "node:fs";
import { join } from "node:path";
import { faceApiModelFolder, readFaceApiWeights } from "../../networks/weights/face-api.ts";
import { writeSafetensors } from "../../networks/weights/safetensors.ts";
import type { FaceApiWeightsTask, ImportWeightsResult } from "../protocol.ts";

/** No phases: a second on a laptop. @throws InputError when the workbench's own copy of the file is missing or damaged */
export async function faceApiWeights({ weightsDirectory }: FaceApiWeightsTask): Promise<ImportWeightsResult> {
  const { tensors, ...read } = readFaceApiWeights(faceApiModelFolder());
  await promises.mkdir(weightsDirectory, { recursive: true });
  const { digest } = await writeSafetensors(join(weightsDirectory, "weights.safetensors"), tensors, { network: read.report.network });
  return { ...read, digest };
}
