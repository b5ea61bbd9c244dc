// A function of tensors as one graph of TensorFlow: its ops are called from JavaScript once, and from then on by TensorFlow itself. Scoring
// takes 7 (VGG-16) to 20 % less (the face network) so. A training step, and an outer iteration of a distillation, take as long as before.
import { loadTensorFlow } from "./backend.ts";
import { type RecordedGraph, recordCalls } from "./call-recorder.ts";
import { loadGraph, runGraph } from "./graph-session.ts";
import { hasOneDnn, nodeBackend } from "./raw-op.ts";
import type { Tensor } from "./tensorflow.ts";

export interface Compiled {
  /** What f gives. The caller disposes it. */
  run(...inputs: Tensor[]): Tensor[];
  dispose(): void;
}

/**
 * @param f       of its inputs alone; see `recordCalls` for what it may not read. Tensors that it makes on the way are freed
 * @param shapes  "any": f does the same with inputs of every shape, nothing of it is a number of its calls, so one graph serves all
 */
export function compiled(f: (...inputs: Tensor[]) => Tensor[], shapes: "each" | "any" = "each"): Compiled {
  const tf = loadTensorFlow();
  const plain = (inputs: Tensor[]) => tf.tidy(() => f(...inputs).map((one) => (inputs.includes(one) ? one.clone() : one)));
  const isGraphed = tf.getBackend() === "tensorflow" && hasOneDnn(); // a GPU's tensors would go through the processor's memory
  /** By the shapes of the inputs; null where TensorFlow would not have one. */
  const graphs = new Map<string, LoadedGraph | null>();
  return {
    run(...inputs) {
      if (!isGraphed) return plain(inputs);
      const name = shapes === "any" ? shapes : JSON.stringify(inputs.map(({ shape }) => shape));
      let graph = graphs.get(name);
      if (graph === undefined) {
        graph = graphOf(plain, inputs);
        graphs.set(name, graph);
      }
      return graph === null ? plain(inputs) : runGraph(graph.loaded, graph.feeds, inputs, graph.fetches);
    },
    dispose() {
      for (const graph of graphs.values()) if (graph) nodeBackend().binding.deleteSavedModel(graph.loaded);
      graphs.clear();
    },
  };
}

interface LoadedGraph extends Omit<RecordedGraph, "nodes"> {
  loaded: number;
}

/** Computes what was asked for once in vain: the graph rounds now and then otherwise, and a run that goes on does as the whole one. */
function graphOf(plain: (inputs: Tensor[]) => Tensor[], inputs: Tensor[]): LoadedGraph | null {
  const { outputs, graph } = recordCalls(inputs, () => plain(inputs));
  loadTensorFlow().dispose(outputs);
  const { nodes, ...names } = graph;
  const loaded = loadGraph(nodes);
  return loaded === null ? null : { ...names, loaded };
}
