// oneDNN's convolution that adds the bias and takes the relu before it writes a value. What it fuses is a list of strings, which the addon
// cannot pass to an op: so the op stands alone in a graph of TensorFlow, one for each way of moving a filter, and inputs are fed to it. Such
// a graph is a few hundred bytes, is kept while the process lives, and knows nothing of weights.
import { inGraph } from "./call-recorder.ts";
import type { GraphAttribute } from "./graph-file.ts";
import { type AttributeSpec, oneDnnKernel } from "./raw-op.ts";
import { loadSingleOp, runSingleOp } from "./single-op-graph.ts";
import type { Tensor } from "./tensorflow.ts";

/** By attributes; null where TensorFlow would not have it. */
const graphs = new Map<string, number | null>();

/**
 * max(x * filter + bias, 0) in one op.
 *
 * @param attributes  of a convolution of x
 * @param inputs      x, filter and bias, of one type
 * @returns null where it cannot be had: this TensorFlow knows no such op, or no temporary file can be written
 */
export function runFusedConvolution(attributes: Record<string, AttributeSpec>, inputs: [Tensor, Tensor, Tensor]): Tensor | null {
  const name = JSON.stringify(attributes);
  let graph = graphs.get(name);
  if (graph === undefined) {
    graph = load(attributes);
    graphs.set(name, graph);
  }
  return graph === null ? null : runSingleOp(graph, inputs);
}

function load(attributes: Record<string, AttributeSpec>): number | null {
  const element = attributes.T!.value as number;
  const fusion: Record<string, GraphAttribute> = {
    fused_ops: { strings: ["BiasAdd", "Relu"] },
    num_args: { int: 1 },
    TArgs: { types: [element] },
    num_host_args: { int: 0 },
  };
  const known = Object.entries({ ...attributes, ...oneDnnKernel }).map(([key, spec]) => [key, inGraph(spec)] as const);
  return loadSingleOp("_MklNativeFusedConv2D", { ...Object.fromEntries(known), ...fusion }, [element, element, element]);
}
