// A graph handed to TensorFlow, which runs it by a number: through a file in a temporary folder, the one way that the addon has.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type GraphNode, graphFile, graphTag } from "./graph-file.ts";
import { nodeBackend, tensorOf } from "./raw-op.ts";
import type { Tensor } from "./tensorflow.ts";

/** @returns a number that names the graph; null where TensorFlow would not have it, or no temporary file can be written */
export function loadGraph(nodes: GraphNode[]): number | null {
  let folder: string | undefined;
  try {
    folder = mkdtempSync(join(tmpdir(), "omnifer-graph-"));
    writeFileSync(join(folder, "saved_model.pb"), graphFile(nodes));
    return nodeBackend().binding.loadSavedModel(folder, graphTag);
  } catch {
    return null; // the callers have another way to the same values
  } finally {
    if (folder) rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param feeds    names of what is fed, "node:0", in the order of the inputs
 * @param fetches  names of what comes out
 */
export function runGraph(graph: number, feeds: string[], inputs: Tensor[], fetches: string[]): Tensor[] {
  const backend = nodeBackend();
  return backend.binding.runSavedModel(graph, backend.getInputTensorIds(inputs), feeds.join(","), fetches.join(",")).map(tensorOf);
}
