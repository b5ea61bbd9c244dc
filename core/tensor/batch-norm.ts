// Batch norm, with the relu that follows it, as one TensorFlow op forward and one or two backward: 4.8 ms instead of 66 on
// [64, 48, 48, 32] (2 cores). oneDNN's ops take a quarter less than TensorFlow's own, and their relu costs nothing. PyTorch's
// conventions: momentum 0.1, and an unbiased variance in the running statistics.
import { loadTensorFlow } from "./backend.ts";
import { biasGradient } from "./convolution.ts";
import { defineKernel } from "./kernel.ts";
import { bool, float, hasOneDnn, int, isUsingGpu, oneDnnKernel, runOp, string, type, typeOf } from "./raw-op.ts";
import { reluGradient, runRelu } from "./relu.ts";
import type { Tensor, Tensor1D, Tensor4D } from "./tensorflow.ts";

export const batchNormEpsilon = 1e-5;
/** Share of the batch in the new running statistics. */
const runningMomentum = 0.1;

export interface BatchNormParameters {
  scale: Tensor1D;
  offset: Tensor1D;
  runningMean: Tensor1D;
  runningVariance: Tensor1D;
}

/**
 * y = (x - mean) / sqrt(variance + 1e-5) * scale + offset, a channel at a time; with "relu", y = max(that, 0).
 *
 * @param x  [N, H, W, C]
 * @param isTraining  mean and variance of this batch, or the running ones
 * @returns y as x, and the running statistics [C] after this batch (unchanged when not training)
 */
export function batchNorm(
  x: Tensor4D,
  parameters: BatchNormParameters,
  isTraining: boolean,
  activation: "none" | "relu" = "none",
): { y: Tensor4D; runningMean: Tensor1D; runningVariance: Tensor1D } {
  const [y, runningMean, runningVariance] = forward[activation]({ x, ...parameters }, { isTraining });
  return {
    y: y as Tensor4D,
    runningMean: (isTraining ? runningMean : parameters.runningMean) as Tensor1D,
    runningVariance: (isTraining ? runningVariance : parameters.runningVariance) as Tensor1D,
  };
}

type Attributes = { isTraining: boolean };

/** Scale, offset and statistics are float32 whatever x is. */
const sharedBy = (x: Tensor) => ({ T: typeOf(x), U: type("float32"), epsilon: float(batchNormEpsilon), data_format: string("NHWC") });

/** Two kernels, because only the relu's gradient wants y: without one, y need not outlive its reader. */
const forward = { none: forwardKernel(false), relu: forwardKernel(true) };

function forwardKernel(hasRelu: boolean) {
  return defineKernel<"x" | keyof BatchNormParameters, Attributes>({
    name: hasRelu ? "OmniferBatchNormRelu" : "OmniferBatchNorm",
    // Outputs: y, running mean, running variance, then what the gradient wants back.
    fused: ({ x, scale, offset, runningMean, runningVariance }, { isTraining }) => {
      const inputs = [x, scale, offset, runningMean, runningVariance];
      const attributes = { ...sharedBy(x), is_training: bool(isTraining), exponential_avg_factor: float(isTraining ? runningMomentum : 1) };
      if (hasOneDnn() && hasRelu) {
        const activation = { ...oneDnnKernel, num_side_inputs: int(0), activation_mode: string("Relu") };
        // Its last output is oneDNN's own note of what the relu kept; the gradient asks y instead.
        const outputs = runOp("_MklNativeFusedBatchNormEx", { ...attributes, ...activation }, inputs, 6);
        return [...outputs.slice(0, 5), loadTensorFlow().zeros([0])];
      }
      if (hasOneDnn()) return runOp("_MklNativeFusedBatchNormV3", { ...attributes, ...oneDnnKernel }, inputs, 6);
      const [y, ...rest] = runOp("FusedBatchNormV3", attributes, inputs, 6);
      return [hasRelu ? runRelu(y!) : y!, ...rest];
    },
    composed: ({ x, scale, offset, runningMean, runningVariance }, { isTraining }) => {
      const tf = loadTensorFlow();
      const moments = tf.moments(x, [0, 1, 2]);
      const mean = isTraining ? moments.mean : runningMean;
      const variance = isTraining ? moments.variance : runningVariance;
      const y = x.sub(mean).div(variance.add(batchNormEpsilon).sqrt()).mul(scale).add(offset);
      const count = x.size / scale.size;
      const blend = (old: Tensor, fresh: Tensor) => old.mul(1 - runningMomentum).add(fresh.mul(runningMomentum));
      return [
        hasRelu ? tf.relu(y) : y,
        blend(runningMean, mean),
        blend(runningVariance, variance.mul(count / (count - 1))),
        mean.clone(),
        variance.clone(),
        tf.zeros([0]),
      ];
    },
    savedInputs: ["x", "scale", "runningMean", "runningVariance"],
    savedOutputs: [hasRelu, false, false, true, true, true],
    gradient: ([dy], [x, scale, runningMean, runningVariance, ...outputs], { isTraining }) => {
      const [batchMean, batchVariance, reserve] = outputs.slice(-3);
      const mean = isTraining ? batchMean! : runningMean!;
      const variance = isTraining ? batchVariance! : runningVariance!;
      const dNormed = hasRelu ? reluGradient(dy!, outputs[0]!) : dy!;
      // Computed here and not in the three functions: one op yields all, and tfjs ends a scope after each function.
      const [dx, dScale, dOffset] = backward({ dy: dNormed, x: x!, scale: scale!, mean, variance, reserve: reserve! }, { isTraining });
      return { x: () => dx!, scale: () => dScale!, offset: () => dOffset! };
    },
  });
}

const backward = defineKernel<"dy" | "x" | "scale" | "mean" | "variance" | "reserve", { isTraining: boolean }>({
  name: "OmniferBatchNormGradient",
  fused: ({ dy, x, scale, mean, variance, reserve }, { isTraining }) => {
    const [name, kernel] = hasOneDnn() ? ["_MklNativeFusedBatchNormGradV3", oneDnnKernel] : ["FusedBatchNormGradV3", {}];
    return runOp(name, { ...sharedBy(x), ...kernel, is_training: bool(isTraining) }, [dy, x, scale, mean, variance, reserve], 5).slice(
      0,
      3,
    );
  },
  composed: ({ dy, x, scale, mean, variance }, { isTraining }) => {
    const axes = [0, 1, 2];
    const inverse = variance.add(batchNormEpsilon).rsqrt();
    const normalised = x.sub(mean).mul(inverse);
    const dScale = dy.mul(normalised).sum(axes);
    const dOffset = dy.sum(axes);
    const count = x.size / scale.size;
    const centred = isTraining ? dy.sub(dOffset.div(count)).sub(normalised.mul(dScale.div(count))) : dy;
    return [centred.mul(scale.mul(inverse)), dScale, dOffset];
  },
  savedInputs: ["dy", "x", "scale", "mean", "variance", "reserve"],
  savedOutputs: [false, true, true],
  // In training they are functions of x, and the second derivatives below are whole ones.
  constants: ["mean", "variance", "reserve"],
  gradient: (cotangents, saved, { isTraining }) => (isTraining ? secondOfTraining : secondOfFrozen)(cotangents, saved),
});

type SecondDerivative = (cotangents: Tensor[], saved: Tensor[]) => Record<"dy" | "x" | "scale", () => Tensor>;

/**
 * backward's own gradient over running statistics, where everything is a product a channel: with r = (variance + 1e-5)^-1/2,
 * x^ = (x - mean) r, and G, s, o the cotangents of dx = scale r dy, dScale = sum(dy x^), dOffset = sum(dy).
 */
const secondOfFrozen: SecondDerivative = ([G, s, o], [dy, x, scale, mean, variance]) => {
  const [r] = inverseDeviation({ variance: variance! }, { isTraining: false }) as [Tensor];
  return {
    // scale r G + s x^ + o
    dy: () => channelwise(G!, scale!.mul(r)).add(channelwise(x!, s!.mul(r), o!.sub(s!.mul(r).mul(mean!)))),
    x: () => channelwise(dy!, s!.mul(r)), // r s dy
    scale: () => r.mul(biasGradient(dy!.mul(G!))), // r sum(dy G)
  };
};

/**
 * The same over the statistics of the batch. M values a channel; P(u) = u - mean(u) - x^ mean(u x^), so that dx = scale r P(dy):
 *
 * a = mean(G x^), b = mean(dy x^), q = mean(G dy) - mean(G) mean(dy) - a b, w = (s - scale r a) dy - scale r b G
 * to dy: scale r P(G) + s x^ + o;  to x: r P(w) - scale r^2 q x^;  to scale: M r q
 */
const secondOfTraining: SecondDerivative = ([G, s, o], [dy, x, scale, mean, variance, reserve, sumDyNormalised, sumDy]) => {
  const count = x!.size / scale!.size;
  const [r] = inverseDeviation({ variance: variance! }, { isTraining: true }) as [Tensor];
  /** scale r P(u), sum(u x^), sum(u): what backward makes of u. */
  const project = (u: Tensor, by: Tensor) =>
    backward({ dy: u, x: x!, scale: by, mean: mean!, variance: variance!, reserve: reserve! }, { isTraining: true });
  const [projected, sumGNormalised, sumG] = project(G!, scale!) as [Tensor, Tensor, Tensor];
  const gain = scale!.mul(r);
  const [a, b] = [sumGNormalised.div(count), sumDyNormalised!.div(count)];
  const q = biasGradient(G!.mul(dy!))
    .div(count)
    .sub(sumG.mul(sumDy!).div(count ** 2))
    .sub(a.mul(b));
  return {
    dy: () => projected.add(channelwise(x!, s!.mul(r), o!.sub(s!.mul(r).mul(mean!)))),
    x: () => {
      const w = channelwise(dy!, s!.sub(gain.mul(a))).sub(channelwise(G!, gain.mul(b)));
      const slope = gain.mul(r).mul(r).mul(q);
      return project(w, scale!.onesLike())[0]!.sub(channelwise(x!, slope, slope.mul(mean!).neg()));
    },
    scale: () => r.mul(q).mul(count),
  };
};

/** r = (variance + 1e-5)^-1/2, [C]. In training, cuDNN hands out r in the place of the variance. */
const inverseDeviation = defineKernel<"variance", { isTraining: boolean }>({
  name: "OmniferInverseDeviation",
  fused: ({ variance }, { isTraining }) => [isTraining && isUsingGpu() ? variance.clone() : variance.add(batchNormEpsilon).rsqrt()],
  composed: ({ variance }) => [variance.add(batchNormEpsilon).rsqrt()],
});

/** factor x + offset, a channel at a time: batch norm over a mean of 0 and a variance of 1, which is one op. */
function channelwise(x: Tensor, factor: Tensor, offset: Tensor = factor.zerosLike()): Tensor {
  const [zeros, ones] = [factor.zerosLike(), factor.onesLike().sub(batchNormEpsilon)];
  return forward.none({ x, scale: factor, offset, runningMean: zeros, runningVariance: ones }, { isTraining: false })[0]!;
}
