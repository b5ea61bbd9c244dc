// One update of a network: forward, loss, backward, momentum; a batch at once or in parts. In bfloat16 the convolutions compute,
// forward and backward; weights, their gradients' sums and the loss stay in float32.
import type { Mode, Network, Parameters } from "../networks/network.ts";
import { randomStream } from "../random.ts";
import type { TrainingRecipe } from "../recipe.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import { inPrecision } from "../tensor/bfloat16.ts";
import { takeGradients } from "../tensor/gradients.ts";
import { holdPlaces } from "../tensor/large-places.ts";
import { type MomentumSettings, momentumUpdate } from "../tensor/momentum-update.ts";
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from "../tensor/tensorflow.ts";
import { partsOf } from "./batch-parts.ts";
import { type Beside, besidePart, type EveryBatch, ownPass } from "./every-batch.ts";
import { crossEntropy, type LossOptions, weightOfLabels } from "./loss.ts";
import { frozenNorms, type ParameterGroup, parameterGroups } from "./parameter-groups.ts";

/** What an update moves. */
export interface Learnt {
  parameters: Parameters;
  /** [numbers of the group], by parameter group. */
  velocities: Tensor1D[];
}

/** How a recipe wants a network to learn. */
export interface UpdateOptions
  extends LossOptions,
    Pick<TrainingRecipe, "headRateMultiple" | "frozenPrefixes" | "batchNorm" | "precision"> {
  /** Pictures that go through the network at once; a larger batch goes in parts, and their gradients are summed. */
  partSize: number;
}

/** Everything learns, at one rate, from all classes alike. */
export const plainUpdate: UpdateOptions = {
  classWeights: null,
  labelSmoothing: 0,
  headRateMultiple: 1,
  frozenPrefixes: [],
  batchNorm: "training",
  precision: "float32",
  partSize: Number.POSITIVE_INFINITY,
};

/** Velocities before the first update, by parameter group. The caller disposes them. */
export function zeroVelocities(
  network: Network,
  classCount: number,
  recipe: Pick<TrainingRecipe, "headRateMultiple" | "frozenPrefixes"> = plainUpdate,
): Tensor1D[] {
  return parameterGroups(network, classCount, recipe).map(({ size }) => loadTensorFlow().zeros([size]) as Tensor1D);
}

/**
 * Replaces the tensors of `learnt` by their next values and disposes the old ones. Images are [N, H, W, C], normalised; labels [N]
 * int32, or soft ones in their place; `dropoutSeed` names the masks of this update (networks without dropout ignore it).
 *
 * @returns the loss of the batch before the update, and how many faces were right; images beside it count in neither
 */
type Move = (
  learnt: Learnt,
  images: Tensor4D,
  labels: Tensor1D,
  settings: MomentumSettings,
  dropoutSeed?: number,
  softLabels?: Float32Array | null,
) => { loss: number; correct: number };

export type Update = Move & {
  /** Goes forward and backward through the first `count` pictures and changes nothing: what takes the memory of an update. */
  rehearse(parameters: Parameters, images: Tensor4D, labels: Tensor1D, count: number): void;
};

/** The update of a network with `classCount` classes. @param everyBatch  images beside every batch, which stay the caller's */
export function createUpdate(
  network: Network,
  classCount: number,
  options: UpdateOptions = plainUpdate,
  everyBatch: EveryBatch | null = null,
): Update {
  const groups = parameterGroups(network, classCount, options);
  const frozen = frozenNorms(network, classCount, options);
  const mode: Mode = frozen.size === 0 ? "train" : { frozenNorms: frozen };
  const names = groups.flatMap((group) => group.names);
  const backward = (parameters: Parameters, piece: Piece, take: TakeGradient) =>
    backwardOf(network, mode, names, parameters, piece, options, take);

  const update: Move = (learnt, images, labels, settings, dropoutSeed, softLabels = null) => {
    const labelsHost = labels.dataSync<"int32">();
    const batchWeight = weightOfLabels(labelsHost, options, softLabels);
    const parts = partsOf(labelsHost.length, options.partSize);
    /** Gradients by name: over the parts before, and those of the whole batch that wait for the rest of their group. */
    const [sums, whole]: [Parameters, Parameters] = [{}, {}];
    let [loss, correct] = [0, 0];
    try {
      if (everyBatch?.statistics === "frozen") {
        ownPass(network, names, learnt.parameters, everyBatch, options, (name, gradient) => {
          sums[name] = added(sums[name], gradient);
        });
      }
      for (const [part, { from, count }] of parts.entries()) {
        // Parts have masks of their own; the first has those of a whole batch.
        const seed = dropoutSeed === undefined || part === 0 ? dropoutSeed : randomStream(dropoutSeed, "part", part).integer(2 ** 31);
        const piece = {
          images,
          labels: labelsHost.subarray(from, from + count),
          softLabels: softLabels?.subarray(from * classCount, (from + count) * classCount) ?? null,
          from,
          batchWeight,
          dropoutSeed: seed,
          beside: besidePart(everyBatch, part, parts.length),
        };
        const ofPart = backward(learnt.parameters, piece, (name, gradient) => {
          const sum = added(sums[name], gradient);
          delete sums[name];
          if (part < parts.length - 1) sums[name] = sum;
          else {
            whole[name] = sum;
            moveGroupOf(name, learnt, groups, whole, settings);
          }
        });
        loss += ofPart.loss;
        correct += ofPart.correct;
        for (const [name, statistic] of Object.entries(ofPart.statistics)) replace(learnt.parameters, name, statistic);
      }
    } finally {
      loadTensorFlow().dispose([sums, whole] as never);
    }
    return { loss, correct };
  };

  const rehearse: Update["rehearse"] = (parameters, images, labels, count) => {
    const batchLabels = labels.dataSync<"int32">().subarray(0, count);
    const piece = {
      images,
      labels: batchLabels,
      softLabels: null,
      from: 0,
      batchWeight: weightOfLabels(batchLabels, options),
      dropoutSeed: 0,
      beside: besidePart(everyBatch, 0, 1),
    };
    const { statistics } = backward(parameters, piece, (_, gradient) => gradient.dispose());
    loadTensorFlow().dispose(statistics);
  };
  return Object.assign(update, { rehearse });
}

/** Owns the gradient by the parameter of this name. */
type TakeGradient = (name: string, gradient: Tensor) => void;

/** Consecutive pictures of a batch. */
interface Piece {
  /** [N, H, W, C] of the whole batch. */
  images: Tensor4D;
  labels: Int32Array;
  /** [labels.length, K]; null where labels are hard. */
  softLabels: Float32Array | null;
  from: number;
  batchWeight: number;
  dropoutSeed: number | undefined;
  /** Its tensors are disposed with the piece. */
  beside: Beside | null;
}

interface Backward {
  /** Without what goes beside the piece. */
  loss: number;
  correct: number;
  /** Running statistics after this piece. */
  statistics: Parameters;
}

/**
 * What a piece adds to the loss of its batch; the gradient of that goes to `take`, parameter after parameter. What lies before the first
 * parameter of `names` is only computed forward.
 */
function backwardOf(
  network: Network,
  mode: Mode,
  names: string[],
  all: Parameters,
  { images, labels, softLabels, from, batchWeight, dropoutSeed, beside }: Piece,
  options: LossOptions & Pick<TrainingRecipe, "precision">,
  take: TakeGradient,
): Backward {
  const tf = loadTensorFlow();
  const kept: Tensor[] = [];
  let logits: Tensor2D | undefined;
  let ownLoss: Tensor | undefined;
  let statistics: Parameters = {};
  const isWhole = labels.length === images.shape[0];
  const own = isWhole ? images : tf.slice4d(images, [from, 0, 0, 0], [labels.length, ...images.shape.slice(1)] as never);
  const pictures = beside ? tf.concat4d([own, beside.images], 0) : own;
  const wanted = names.map((name) => all[name]!);
  try {
    const forward = () => {
      const places = holdPlaces(wanted); // of their gradients, which come when activations are the most
      const output = network.forward(all, inPrecision(pictures, options.precision), mode, dropoutSeed);
      ({ statistics } = output);
      const [ofPiece, ofBeside] = beside ? splitRows(output.logits, labels.length) : [output.logits];
      logits = ofPiece;
      ownLoss = crossEntropy(ofPiece, labels, options, batchWeight, softLabels);
      for (const tensor of [ofPiece, ownLoss, ...Object.values(statistics)]) kept.push(tf.keep(tensor));
      tf.dispose(places);
      return beside ? ownLoss.add(beside.lossOf(ofBeside!)) : ownLoss;
    };
    const value = takeGradients(forward, wanted, (gradient, index) => take(names[index]!, gradient));
    const result = { loss: ownLoss!.dataSync()[0]!, correct: countCorrect(logits!, labels), statistics };
    tf.dispose([value, ownLoss!, logits!]);
    return result;
  } catch (error) {
    tf.dispose(kept); // tensors made inside are gone with their scope, these are not
    throw error;
  } finally {
    if (beside) tf.dispose([pictures, beside.images, beside.targets]);
    if (!isWhole) own.dispose();
  }
}

const splitRows = (logits: Tensor2D, first: number): [Tensor2D, Tensor2D] =>
  loadTensorFlow().split(logits, [first, logits.shape[0] - first]) as [Tensor2D, Tensor2D];

/** The sum with that of the parts before, where there were any; disposes both. */
function added(before: Tensor | undefined, gradient: Tensor): Tensor {
  if (!before) return gradient;
  const sum = before.add(gradient);
  loadTensorFlow().dispose([before, gradient]);
  return sum;
}

/**
 * Moves the parameters of a group once all their gradients are there, and disposes these: VGG-16's 103 million are gone before the
 * gradients of its convolutions are computed.
 */
function moveGroupOf(
  name: string,
  { parameters, velocities }: Learnt,
  groups: ParameterGroup[],
  gradients: Parameters,
  settings: MomentumSettings,
): void {
  const index = groups.findIndex(({ names }) => names.includes(name));
  const { names, rateMultiple } = groups[index]!;
  if (names.some((one) => !gradients[one])) return;
  const [before, ofGroup] = [parameters, gradients].map((tensors) => names.map((one) => tensors[one]!)) as [Tensor[], Tensor[]];
  const next = momentumUpdate(before, ofGroup, velocities[index]!, { ...settings, learningRate: settings.learningRate * rateMultiple });
  for (const [position, one] of names.entries()) {
    parameters[one] = next.weights[position]!;
    gradients[one]!.dispose();
    delete gradients[one];
  }
  velocities[index] = next.velocities;
}

function replace(tensors: Parameters, name: string, next: Tensor): void {
  tensors[name]!.dispose();
  tensors[name] = next;
}

function countCorrect(logits: Tensor2D, labels: Int32Array): number {
  const values = logits.dataSync();
  const classCount = logits.shape[1];
  let correct = 0;
  for (let row = 0; row < labels.length; row++) {
    let best = 0;
    for (let k = 1; k < classCount; k++) if (values[row * classCount + k]! > values[row * classCount + best]!) best = k;
    if (best === labels[row]) correct++;
  }
  return correct;
}
