// Whether the channels of imported weights are in order. A network that reads BGR as RGB still works, only worse, so that nobody
// notices; here both orders look at the user's own pictures. Where the file names identities, the right order is surer of them; else
// its features tell the user's classes apart better.
import type { TaskContext } from "../../compute/protocol.ts";
import { type LabelledFaces, readFaces } from "../../learning/faces.ts";
import { createLearner } from "../../learning/learner.ts";
import { anchorFolds } from "../../mining/folds.ts";
import { loadTensorFlow } from "../../tensor/backend.ts";
import type { Tensor4D } from "../../tensor/tensorflow.ts";
import type { Network, Parameters } from "../network.ts";
import type { ChannelOrderCheck } from "./import-report.ts";
import type { ImportedWeights } from "./import-weights.ts";
import { parametersOf } from "./layout.ts";
import { probeFeatures } from "./linear-probe.ts";

/** The other order is better when its mean lead over the pictures is so many standard errors of that mean. */
const clearLead = 2.5;
const foldCount = 5;
/** Fewer say nothing. */
const fewestPictures = 2 * foldCount;

export interface CheckedPictures {
  /** RGB, of the network's size: of the training part alone. */
  faces: LabelledFaces;
  /** [faces.count] person, negative where unknown: nobody is on both sides of the probe. */
  persons: ArrayLike<number>;
  classCount: number;
}

/**
 * Runs the imported network in the order that was taken and in the other one. Reports the phase "try".
 *
 * @returns null where there is no order to check: a network of grey pictures, or too few pictures
 */
export async function checkChannelOrder(
  network: Network,
  { tensors, fileHead }: Pick<ImportedWeights, "tensors" | "fileHead">,
  { faces, persons, classCount }: CheckedPictures,
  { report, signal, breathe }: TaskContext,
): Promise<ChannelOrderCheck | null> {
  if (network.channels !== 3 || faces.count < fewestPictures) return null;
  const tf = loadTensorFlow();
  const taken = parametersWith(network, tensors, fileHead);
  const other = { ...taken, ...reversedStem(network, taken) };
  const headClasses = fileHead?.bias.values.length ?? 1;
  const foldOf = anchorFolds({ labels: faces.labels, persons, foldCount, classCount, seed: 1 });
  const measured: Float64Array[] = [];
  try {
    for (const [index, parameters] of [taken, other].entries()) {
      const onScored = async (done: number) => {
        report({ type: "progress", phase: "try", done: index * faces.count + done, total: 2 * faces.count });
        await breathe();
        signal.throwIfAborted();
      };
      const { features, confidence } = await lookAt(faces, network, parameters, headClasses, onScored);
      measured.push(fileHead ? confidence : probeFeatures(features, faces.labels, foldOf, classCount));
    }
  } finally {
    tf.dispose([taken, other]);
  }
  return {
    measure: fileHead ? "identity-confidence" : "linear-probe",
    taken: mean(measured[0]!),
    other: mean(measured[1]!),
    pictureCount: faces.count,
    otherIsBetter: leadsClearly(measured[1]!, measured[0]!),
  };
}

/** Features [N, D] of the pictures, and how sure the last layer is of each, [N]. */
async function lookAt(
  faces: LabelledFaces,
  network: Network,
  parameters: Parameters,
  headClasses: number,
  onScored: (done: number) => Promise<void>,
): Promise<{ features: Float32Array; confidence: Float64Array }> {
  const { scoringBatch, featureCount } = network;
  const features = new Float32Array(faces.count * featureCount);
  const confidence = new Float64Array(faces.count);
  const learner = createLearner(network, parameters, headClasses);
  try {
    for (let first = 0; first < faces.count; first += scoringBatch) {
      const count = Math.min(scoringBatch, faces.count - first);
      const scores = learner.score(await readFaces(faces, first, count), count);
      features.set(scores.features, first * featureCount);
      for (let row = 0; row < count; row++) {
        const ofPicture = scores.probabilities.subarray(row * headClasses, (row + 1) * headClasses);
        confidence[first + row] = ofPicture.reduce((a, b) => Math.max(a, b), 0);
      }
      await onScored(first + count);
    }
  } finally {
    learner.dispose();
  }
  return { features, confidence };
}

/** The network's parameters with the file's last layer; without one, a layer of a single class stands in that nobody looks at. */
function parametersWith(network: Network, tensors: ImportedWeights["tensors"], fileHead: ImportedWeights["fileHead"]): Parameters {
  const classCount = fileHead?.bias.values.length ?? 1;
  const none = (shape: number[]) => ({ dtype: "F32" as const, shape, values: new Float32Array(shape.reduce((a, b) => a * b, 1)) });
  const head = {
    [`${network.head}.weight`]: fileHead?.weight ?? none([1, network.featureCount]),
    [`${network.head}.bias`]: fileHead?.bias ?? none([1]),
  };
  return parametersOf(network, { ...tensors, ...head }, classCount, "imported weights");
}

/** The first convolution, [side, side, in, out], for pictures whose channels come in the other order. */
function reversedStem(network: Network, parameters: Parameters): Parameters {
  const { name } = network.parameters(1)[0]!;
  return { [name]: loadTensorFlow().reverse(parameters[name] as Tensor4D, 2) };
}

/** Picture by picture, because a hard picture is hard in both orders. */
function leadsClearly(leader: Float64Array, follower: Float64Array): boolean {
  const leads = leader.map((value, picture) => value - follower[picture]!);
  const lead = mean(leads);
  const deviation = Math.sqrt(mean(leads.map((value) => (value - lead) ** 2)));
  return lead > 0 && lead > (clearLead * deviation) / Math.sqrt(leads.length);
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
