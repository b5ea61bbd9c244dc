// Exact gradients through a sequence of weight updates (Algorithm 1, lines 6 to 9): forward theta_{t+1} = theta_t - eta_t g_t with
// g_t = grad_theta l(x_t, theta_t); backward one vector-Jacobian product a step, never a Hessian. L's gradients: by eta_t -<v, g_t>; by x_t -eta_t ds/dx and v becomes
// v - eta_t ds/dtheta, with s(x, theta) = <v, grad_theta l(x, theta)>.
import type { Mode, Network, Parameters } from "../networks/network.ts";
import { isTrainable } from "../networks/network.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import { softCrossEntropyOfRows } from "../tensor/cross-entropy.ts";
import { type Recording, record, takeGradients } from "../tensor/gradients.ts";
import type { Tensor, Tensor2D, Tensor4D } from "../tensor/tensorflow.ts";

/** Pictures and what they are called. */
export interface Labelled {
  /** [N, H, W, C], normalised */
  images: Tensor4D;
  /** [N, K], each row sums to 1 */
  targets: Tensor2D;
}

/** A network whose steps are walked through. */
export interface Walked {
  network: Network;
  /** What the steps move, in this order. */
  names: string[];
  /** Running statistics: steps leave them as they are. */
  fixed: Parameters;
  /** Of the steps; dropout is off either way. */
  mode: Mode;
}

/** @param parameters  of the network, running statistics too */
export function walkThrough(network: Network, classCount: number, parameters: Parameters, batchNorm: "frozen" | "training"): Walked {
  const specs = network.parameters(classCount);
  const fixed = specs.filter((spec) => !isTrainable(spec)).map(({ name }) => [name, parameters[name]!] as const);
  // A network without batch norm has nothing to train on a batch but its dropout, which is off.
  const mode = batchNorm === "training" && fixed.length > 0 ? "train" : "frozen";
  return { network, names: specs.filter(isTrainable).map(({ name }) => name), fixed: Object.fromEntries(fixed), mode };
}

/** l(x, theta): the mean cross-entropy (Eq. 1). */
function lossOf({ network, names, fixed, mode }: Walked, weights: Tensor[], { images, targets }: Labelled): Tensor {
  const parameters = { ...fixed, ...Object.fromEntries(names.map((name, index) => [name, weights[index]!])) };
  return softCrossEntropyOfRows(network.forward(parameters, images, mode).logits, targets).mean();
}

/** eta grad_theta l(x, theta) with its tape: eta goes in with the loss, which is one number, instead of with each of the weights. */
function recordMove(walked: Walked, theta: Tensor[], step: Labelled, stepSize: number): Recording {
  const tf = loadTensorFlow();
  return record(() => tf.grads((...weights) => lossOf(walked, weights, step))(theta, tf.scalar(stepSize)));
}

/** theta - eta grad_theta l(x, theta), line 6. The caller disposes the new weights. */
export function descend(walked: Walked, weights: Tensor[], step: Labelled, stepSize: number): Tensor[] {
  const tf = loadTensorFlow();
  const moved: Tensor[] = [];
  const value = takeGradients(
    () => lossOf(walked, weights, step),
    weights,
    (slope, index) => {
      moved[index] = tf.tidy(() => weights[index]!.sub(slope.mul(stepSize)));
      slope.dispose();
    },
  );
  value.dispose();
  return moved;
}

/** What line 9 asks for. The caller disposes the tensors. */
export interface Hypergradient {
  /** L = l(real batch, theta_T), line 7. */
  loss: number;
  /** dL/dx_t, by step of the sequence. */
  images: Tensor4D[];
  /** dL/d targets_t, by step; null unless asked for. */
  targets: Tensor2D[] | null;
  /** dL/d eta_t, by step. */
  stepSizes: number[];
}

/**
 * L after the steps, and its gradients by their images, step sizes and, if wanted, targets.
 *
 * @param theta0  in the order of `walked.names`; stays the caller's
 * @param steps   x_t with their targets; the same tensors may come again
 * @param real    the real batch. The printed line 7 names the distilled images here, a misprint: nothing would be learnt from the source
 */
export function hypergradient(
  walked: Walked,
  theta0: Tensor[],
  steps: Labelled[],
  stepSizes: ArrayLike<number>,
  real: Labelled,
  wantsTargets = false,
): Hypergradient {
  const tf = loadTensorFlow();
  const thetas: Tensor[][] = [theta0];
  const graphs: (Recording | null)[] = [];
  let v: Tensor[] = [];
  const images: Tensor4D[] = [];
  const targets: Tensor2D[] = [];
  const slopes: Tensor[] = [];
  try {
    const before = tf.memory().numBytes;
    for (const [t, step] of steps.entries()) {
      const theta = thetas[t]!;
      const graph = recordMove(walked, theta, step, stepSizes[t]!);
      thetas.push(theta.map((weight, index) => weight.sub(graph.outputs[index]!)));
      const isKept = tf.memory().numBytes - before < keptBytes;
      graphs.push(isKept ? graph : null);
      if (!isKept) discard(graph);
    }
    const last = thetas.at(-1)!;
    const atEnd: Walked = { ...walked, mode: "frozen" };
    const value = takeGradients(
      () => lossOf(atEnd, last, real),
      last,
      (gradient, index) => {
        v[index] = gradient;
      },
    );
    const loss = value.dataSync()[0]!;
    value.dispose();
    for (let t = steps.length - 1; t >= 0; t--) {
      tf.dispose(thetas.pop()!);
      const [theta, step] = [thetas[t]!, steps[t]!];
      const graph = graphs.pop() ?? recordMove(walked, theta, step, stepSizes[t]!);
      slopes[t] = tf.tidy(() => tf.addN(graph.outputs.map((g, index) => dot(v[index]!, g))));
      const pictures: Tensor[] = wantsTargets ? [step.images, step.targets] : [step.images];
      const isFirst = t === 0; // nothing stands before theta_0
      const gradients = backThrough(graph, v, isFirst ? pictures : [...pictures, ...theta]);
      const [byImages, byTargets] = gradients.splice(0, pictures.length).map(negative);
      images[t] = byImages as Tensor4D;
      if (byTargets) targets[t] = byTargets as Tensor2D;
      const next = gradients.map((gradient, index) => v[index]!.sub(gradient));
      tf.dispose([...v, ...gradients]);
      v = next;
    }
    const alongMoves = tf.tidy(() => tf.stack(slopes).dataSync());
    return {
      loss,
      images,
      targets: wantsTargets ? targets : null,
      stepSizes: Array.from(alongMoves, (along, t) => -along / stepSizes[t]!),
    };
  } catch (error) {
    tf.dispose([...images, ...targets]);
    throw error;
  } finally {
    for (const graph of graphs) if (graph) discard(graph);
    tf.dispose([...slopes, ...v, ...thetas.slice(1).flat()]);
  }
}

/** Graphs of steps are kept for the way back while they hold less than this, in bytes; the others are made again, one at a time. */
const keptBytes = 640 * 2 ** 20;

function discard(graph: Recording): void {
  loadTensorFlow().dispose(graph.outputs);
  graph.dispose();
}

/** Gradients of <v, eta grad_theta l(x, theta)> by `xs`; spends the graph. */
function backThrough(graph: Recording, v: Tensor[], xs: Tensor[]): Tensor[] {
  const gradients: Tensor[] = [];
  const cotangents = v.map((tensor) => tensor.clone());
  graph.back(cotangents, xs, (gradient, index) => {
    gradients[index] = gradient;
  });
  loadTensorFlow().dispose(graph.outputs);
  return gradients;
}

/** Disposes what it is given. */
function negative(tensor: Tensor): Tensor {
  const result = tensor.neg();
  tensor.dispose();
  return result;
}

/** <a, b> of tensors of one shape; of large ones as a product of matrices, which makes no third. */
function dot(a: Tensor, b: Tensor): Tensor {
  if (a.size < 2 ** 22) return a.mul(b).sum();
  return loadTensorFlow()
    .matMul(a.reshape([1, a.size]), b.reshape([b.size, 1]))
    .asScalar();
}
