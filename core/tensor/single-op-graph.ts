// One op as a graph of its own, for ops with attributes that the addon cannot pass to a call.
import { type GraphAttribute, placeholder } from "./graph-file.ts";
import { loadGraph, runGraph } from "./graph-session.ts";
import type { Tensor } from "./tensorflow.ts";

interface SingleOp {
  op: string;
  attributes: Record<string, GraphAttribute>;
}

const ops = new Map<number, SingleOp>();
const inputName = (position: number) => `input${position}`;

/**
 * @param inputTypes  element type of each input
 * @returns a number that names the graph; null where it cannot be had, see `loadGraph`
 */
export function loadSingleOp(op: string, attributes: Record<string, GraphAttribute>, inputTypes: number[]): number | null {
  const inputs = inputTypes.map((type, position) => placeholder(inputName(position), type));
  const graph = loadGraph([...inputs, { name: "op", op, inputs: inputs.map(({ name }) => name), attributes }]);
  if (graph !== null) ops.set(graph, { op, attributes });
  return graph;
}

/** The first output of the op. */
export function runSingleOp(graph: number, inputs: Tensor[]): Tensor {
  const feeds = inputs.map((_, position) => `${inputName(position)}:0`);
  return runGraph(graph, feeds, inputs, ["op:0"])[0]!;
}

/** What a graph of `loadSingleOp` does. */
export function singleOpOf(graph: number): SingleOp {
  const found = ops.get(graph);
  if (!found) throw new Error("A recorded function runs a graph that is more than one op.");
  return found;
}
