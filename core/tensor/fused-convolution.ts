// oneDNN's convolution that adds the bias and takes the relu before it writes a value. What it fuses is a list of strings, which the addon
// cannot pass to an op: so the op stands alone in a graph of TensorFlow, one for each way of moving a filter, and inputs are fed to it. Such
// a graph is a few hundred bytes, is kept while the process lives, and knows nothing of weights.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type GraphAttribute, graphInput, graphOp, graphTag, oneOpGraph } from "./one-op-graph.ts";
import { type AttributeSpec, attributeType, nodeBackend, oneDnnKernel, tensorOf } from "./raw-op.ts";
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
    graph = loadGraph(attributes);
    graphs.set(name, graph);
  }
  if (graph === null) return null;
  const backend = nodeBackend();
  const fed = inputs.map((_, position) => `${graphInput(position)}:0`).join(",");
  const [y] = backend.binding.runSavedModel(graph, backend.getInputTensorIds(inputs), fed, `${graphOp}:0`);
  return tensorOf(y!);
}

function loadGraph(attributes: Record<string, AttributeSpec>): number | null {
  const element = attributes.T!.value as number;
  const fusion: Record<string, GraphAttribute> = {
    fused_ops: { strings: ["BiasAdd", "Relu"] },
    num_args: { int: 1 },
    TArgs: { types: [element] },
    num_host_args: { int: 0 },
  };
  const known = Object.entries({ ...attributes, ...oneDnnKernel }).map(([name, spec]) => [name, inGraph(spec)] as const);
  const file = oneOpGraph("_MklNativeFusedConv2D", { ...Object.fromEntries(known), ...fusion }, [element, element, element]);
  let folder: string | undefined;
  try {
    folder = mkdtempSync(join(tmpdir(), "omnifer-graph-"));
    writeFileSync(join(folder, "saved_model.pb"), file);
    return nodeBackend().binding.loadSavedModel(folder, graphTag);
  } catch {
    return null; // the callers have another way to the same values
  } finally {
    if (folder) rmSync(folder, { recursive: true, force: true });
  }
}

/** An attribute of a call as one of a graph. */
function inGraph({ type, value }: AttributeSpec): GraphAttribute {
  if (type === attributeType.string) return { string: value as string };
  if (type === attributeType.type) return { type: value as number };
  return { ints: value as number[] };
}
