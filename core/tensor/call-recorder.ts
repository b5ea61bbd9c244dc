// Notes what a function asks of TensorFlow, op by op, while it computes: the graph of the same work. It listens where tfjs and our kernels
// meet the addon, so that everything in between (networks, gradients, second derivatives) is written once, as plain functions.
import { constant, type GraphAttribute, type GraphNode, placeholder } from "./graph-file.ts";
import { type Attribute, attributeType, elementTypeOf, type NodeBinding, nodeBackend, type TensorMetadata } from "./raw-op.ts";
import { singleOpOf } from "./single-op-graph.ts";
import type { Tensor } from "./tensorflow.ts";

/** A graph of what a function did, and the names of what goes in and comes out, "node:0". */
export interface RecordedGraph {
  nodes: GraphNode[];
  feeds: string[];
  fetches: string[];
}

/**
 * Runs f and notes its graph.
 *
 * @param inputs  what the graph is fed, in this order; shapes are those of the graph
 * @param f       reads no other tensors from outside, and no values: what it makes of numbers is the same whenever it runs
 * @throws Error when it does
 */
export function recordCalls(inputs: Tensor[], f: () => Tensor[]): { outputs: Tensor[]; graph: RecordedGraph } {
  const backend = nodeBackend();
  const { binding } = backend;
  const inputIds = backend.getInputTensorIds(inputs);
  /** Where a tensor comes from, by id. */
  const sources = new Map<number, string>();
  const nodes: GraphNode[] = [];
  const add = (node: GraphNode): string => {
    nodes.push(node);
    return node.name;
  };
  const nameOf = () => `n${nodes.length}`;
  const hold = (id: number, shape: number[], type: number, values: ArrayBufferView) =>
    sources.set(id, `${add(constant(nameOf(), { type, shape, values }))}:0`);
  const note = (op: string, attributes: Record<string, GraphAttribute>, ids: number[], outputs: TensorMetadata[]) => {
    const from = ids.map((id) => {
      const source = sources.get(id);
      if (source === undefined) throw new Error(`${op} reads a tensor from outside of what is recorded.`);
      return source;
    });
    const name = add({ name: nameOf(), op, inputs: from, attributes });
    for (const [position, { id }] of outputs.entries()) sources.set(id, `${name}:${position}`);
  };
  const feeds = inputIds.map((id, position) => {
    const source = `${add(placeholder(nameOf(), elementTypeOf(inputs[position]!)))}:0`;
    sources.set(id, source);
    return source;
  });
  const listening: Partial<NodeBinding> = {
    executeOp(op, attributes, ids, count) {
      const outputs = binding.executeOp(op, attributes, ids, count);
      note(op, Object.fromEntries(attributes.map((one) => [one.name, inGraph(one)])), ids, outputs);
      return outputs;
    },
    createTensor(shape, type, values) {
      const id = binding.createTensor(shape, type, values);
      hold(id, shape, type, values);
      return id;
    },
    runSavedModel(graph, ids, feedNames, fetchNames) {
      const { op, attributes } = singleOpOf(graph);
      const outputs = binding.runSavedModel(graph, ids, feedNames, fetchNames);
      note(op, attributes, ids, outputs);
      return outputs;
    },
    tensorDataSync() {
      throw new Error("What is recorded reads values: its graph would not.");
    },
  };
  backend.binding = Object.create(binding, Object.getOwnPropertyDescriptors(listening)) as NodeBinding;
  try {
    const outputs = f();
    const fetches = backend.getInputTensorIds(outputs).map((id, position) => {
      // Of its own, because TensorFlow does not hand out what it was fed.
      return `${add({ name: nameOf(), op: "Identity", inputs: [sources.get(id)!], attributes: { T: { type: elementTypeOf(outputs[position]!) } } })}:0`;
    });
    return { outputs, graph: { nodes, feeds, fetches } };
  } finally {
    backend.binding = binding;
  }
}

/** An attribute of a call as one of a graph. */
export function inGraph({ type, value }: Omit<Attribute, "name">): GraphAttribute {
  switch (type) {
    case attributeType.string:
      return { string: value as string };
    case attributeType.int:
      return Array.isArray(value) ? { ints: value } : { int: value as number };
    case attributeType.float:
      return { float: value as number };
    case attributeType.bool:
      return { bool: Boolean(value) };
    case attributeType.type:
      return { type: value as number };
    case attributeType.shape:
      return { shape: value as number[] };
    default:
      throw new Error(`No attribute of a graph is of the type ${type}.`);
  }
}
