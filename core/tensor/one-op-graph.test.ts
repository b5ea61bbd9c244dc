import { describe, expect, it } from "vitest";
import { oneOpGraph } from "./one-op-graph.ts";

describe("oneOpGraph", () => {
  it("writes an op without inputs as TensorFlow's own writer does", () => {
    // SavedModel { schema 1, meta graph { tags "serve", graph { node "op" "Op" { n: 300 }, producer 1882 } } }
    const number = [0x0a, 0x01, 0x6e, 0x12, 0x03, 0x18, 0xac, 0x02]; // "n": 300, whose digits to 128 are 44 and 2
    const node = [0x0a, 0x02, 0x6f, 0x70, 0x12, 0x02, 0x4f, 0x70, 0x2a, number.length, ...number];
    const graph = [0x0a, node.length, ...node, 0x22, 0x03, 0x08, 0xda, 0x0e];
    const metaGraph = [0x0a, 0x07, 0x22, 0x05, ...Buffer.from("serve"), 0x12, graph.length, ...graph];
    expect([...oneOpGraph("Op", { n: { int: 300 } }, [])]).toEqual([0x08, 0x01, 0x12, metaGraph.length, ...metaGraph]);
  });
});
