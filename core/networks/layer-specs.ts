// The parameters of each kind of layer: names, shapes, start values. Pure.
import type { ParameterSpec, Start } from "./network.ts";

/** A square filter, without its bias. It starts normal with variance 2 / fan-out (He et al. 2015, for relu), as torchvision's do. */
export function convolutionSpec(
  name: string,
  { side, inputs, outputs, outputSize }: { side: number; inputs: number; outputs: number; outputSize: number },
): ParameterSpec {
  const start: Start = { draw: "normal", deviation: Math.sqrt(2 / (side * side * outputs)) };
  return { name: `${name}.weight`, kind: "convolution", shape: [side, side, inputs, outputs], start, places: outputSize * outputSize };
}

/** One number a channel, all starting at `value`. */
export function vectorSpec(name: string, channels: number, value: number): ParameterSpec {
  return { name, kind: "vector", shape: [channels], start: { draw: "constant", value }, places: 0 };
}

/** Weight and bias, by default uniform within 1 / sqrt(inputs), which is PyTorch's own start. */
export function linearSpecs(
  name: string,
  inputs: number,
  outputs: number,
  start: { weight: Start; bias: Start } = { weight: uniform(inputs), bias: uniform(inputs) },
): ParameterSpec[] {
  return [
    { name: `${name}.weight`, kind: "linear", shape: [inputs, outputs], start: start.weight, places: 1 },
    { name: `${name}.bias`, kind: "vector", shape: [outputs], start: start.bias, places: 0 },
  ];
}

const uniform = (inputs: number): Start => ({ draw: "uniform", bound: 1 / Math.sqrt(inputs) });

/** Scale 1, offset 0, running mean 0 and variance 1. */
export function normSpecs(name: string, channels: number): ParameterSpec[] {
  const statistic = (suffix: string, value: number): ParameterSpec => ({
    ...vectorSpec(`${name}.${suffix}`, channels, value),
    kind: "running-statistic",
  });
  return [
    vectorSpec(`${name}.weight`, channels, 1),
    vectorSpec(`${name}.bias`, channels, 0),
    statistic("running_mean", 0),
    statistic("running_var", 1),
  ];
}
