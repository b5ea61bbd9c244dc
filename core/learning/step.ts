// One update of a network: forward, loss, backward, momentum; a batch at once or in parts.
import type { Mode, Network, Parameters } from "../networks/network.ts";
import { randomStream } from "../random.ts";
import type { TrainingRecipe } from "../recipe.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import { type MomentumSettings, momentumUpdate } from "../tensor/momentum-update.ts";
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from "../tensor/tensorflow.ts";
import { partsOf, type Rows } from "./batch-parts.ts";
import { besidePart, besideRows, type EveryBatch } from "./every-batch.ts";
import { type LossOptions, type WeighedTargets, weighedTargets, weightOfLabels } from "./loss.ts";
import { frozenNorms, type ParameterGroup, parameterGroups } from "./parameter-groups.ts";
import { type Answers, type PassSettings, pass, type TakeGradient, type Weighed } from "./pass.ts";

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
  const passing: PassSettings = { network, mode, names: groups.flatMap((group) => group.names), precision: options.precision };

  const update: Move = (learnt, images, labels, settings, dropoutSeed, softLabels = null) => {
    const labelsHost = labels.dataSync<"int32">();
    const targets = weighedTargets(labelsHost, softLabels, classCount, options, weightOfLabels(labelsHost, options, softLabels));
    const parts = partsOf(labelsHost.length, options.partSize);
    /** Gradients by name: over the parts before, and those of the whole batch that wait for the rest of their group. */
    const [sums, whole]: [Parameters, Parameters] = [{}, {}];
    const result = { loss: 0, correct: 0 };
    const addToSums: TakeGradient = (name, gradient) => {
      sums[name] = added(sums[name], gradient);
    };
    try {
      // Batch norms use the running statistics and leave them; dropout is off. A set larger than a part of a batch goes in parts, too.
      for (const rows of everyBatch?.statistics === "frozen" ? partsOf(everyBatch.images.shape[0], options.partSize) : []) {
        const own = besideRows(everyBatch!, rows);
        disposeAnswers(passThrough(own, (piece) => pass({ ...passing, mode: "frozen" }, learnt.parameters, piece, undefined, addToSums)));
      }
      for (const [part, rows] of parts.entries()) {
        // Parts have masks of their own; the first has those of a whole batch.
        const seed = dropoutSeed === undefined || part === 0 ? dropoutSeed : randomStream(dropoutSeed, "part", part).integer(2 ** 31);
        const take: TakeGradient = (name, gradient) => {
          const sum = added(sums[name], gradient);
          delete sums[name];
          if (part < parts.length - 1) sums[name] = sum;
          else {
            whole[name] = sum;
            moveGroupOf(name, learnt, groups, whole, settings);
          }
        };
        const own = pieceOf(images, targets, rows, besidePart(everyBatch, part, parts.length));
        const answers = passThrough(own, (piece) => pass(passing, learnt.parameters, piece, seed, take));
        for (const [name, statistic] of Object.entries(answers.statistics)) replace(learnt.parameters, name, statistic);
        addAnswers(result, answers, targets.weights, labelsHost, rows);
      }
    } finally {
      loadTensorFlow().dispose([sums, whole] as never);
    }
    return result;
  };

  const rehearse: Update["rehearse"] = (parameters, images, labels, count) => {
    const batchLabels = labels.dataSync<"int32">().subarray(0, count);
    const targets = weighedTargets(batchLabels, null, classCount, options, weightOfLabels(batchLabels, options));
    const whole = pieceOf(images, targets, { from: 0, count }, besidePart(everyBatch, 0, 1));
    disposeAnswers(passThrough(whole, (piece) => pass(passing, parameters, piece, 0, (_, gradient) => gradient.dispose())));
  };
  return Object.assign(update, { rehearse });
}

/** Consecutive rows of a batch, and behind them what goes beside them, which is used up. The caller disposes it. */
function pieceOf(images: Tensor4D, { targets, weights }: WeighedTargets, { from, count }: Rows, beside: Weighed | null): Weighed {
  const tf = loadTensorFlow();
  const [all, height, width, channels] = images.shape;
  const classCount = targets.length / weights.length;
  const own: Weighed = {
    images: count === all ? images.clone() : tf.slice4d(images, [from, 0, 0, 0], [count, height, width, channels]),
    targets: tf.tensor2d(targets.subarray(from * classCount, (from + count) * classCount), [count, classCount]),
    weights: tf.tensor1d(weights.subarray(from, from + count)),
  };
  if (!beside) return own;
  const joined = {
    images: tf.concat4d([own.images, beside.images], 0),
    targets: tf.concat2d([own.targets, beside.targets], 0),
    weights: tf.concat1d([own.weights, beside.weights]),
  };
  tf.dispose([own, beside] as never);
  return joined;
}

/** Disposes the piece in every case. */
function passThrough(piece: Weighed, compute: (piece: Weighed) => Answers): Answers {
  try {
    return compute(piece);
  } finally {
    loadTensorFlow().dispose(piece as never);
  }
}

const disposeAnswers = ({ losses, logits, statistics }: Answers): void => loadTensorFlow().dispose([losses, logits, statistics] as never);

/** What the rows of a batch add to its loss, and how many of them are right; what is beside them counts in neither. Disposes the answers. */
function addAnswers(
  result: { loss: number; correct: number },
  { losses, logits }: Answers,
  weights: Float32Array,
  labels: Int32Array,
  { from, count }: Rows,
): void {
  for (const [row, loss] of losses.dataSync<"float32">().subarray(0, count).entries()) result.loss += weights[from + row]! * loss;
  result.correct += countCorrect(logits, labels.subarray(from, from + count));
  loadTensorFlow().dispose([losses, logits]);
}

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
