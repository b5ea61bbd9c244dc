import { describe, expect, it } from "vitest";
import { constant, graphFile, placeholder } from "./graph-file.ts";

/** SavedModel { schema 1, meta graph { tags "serve", graph { nodes, producer 1882 } } } of one node. */
function fileOf(node: number[]): number[] {
  const graph = [0x0a, node.length, ...node, 0x22, 0x03, 0x08, 0xda, 0x0e];
  const metaGraph = [0x0a, 0x07, 0x22, 0x05, ...Buffer.from("serve"), 0x12, graph.length, ...graph];
  return [0x08, 0x01, 0x12, metaGraph.length, ...metaGraph];
}

const field = (number: number, bytes: number[]) => [number * 8 + 2, bytes.length, ...bytes];
const text = (number: number, value: string) => field(number, [...Buffer.from(value)]);
/** A node without inputs, by its attributes' AttrValues. */
const nodeOf = (name: string, op: string, attributes: [string, number[]][]) => [
  ...text(1, name),
  ...text(2, op),
  ...attributes.flatMap(([key, value]) => field(5, [...text(1, key), ...field(2, value)])),
];

describe("graphFile", () => {
  it("writes an op as TensorFlow's own writer does", () => {
    const number = [0x0a, 0x01, 0x6e, 0x12, 0x03, 0x18, 0xac, 0x02]; // "n": 300, whose digits to 128 are 44 and 2
    const node = [0x0a, 0x01, 0x6f, 0x12, 0x02, 0x4f, 0x70, 0x1a, 0x03, 0x78, 0x3a, 0x31, 0x2a, number.length, ...number];
    expect([...graphFile([{ name: "o", op: "Op", inputs: ["x:1"], attributes: { n: { int: 300 } } }])]).toEqual(fileOf(node));
  });

  it.each([
    ["a number below 0, by its 64 bits", { int: -1 }, [0x18, ...Array<number>(9).fill(0xff), 0x01]],
    ["a float", { float: 0.5 }, [0x25, 0x00, 0x00, 0x00, 0x3f]],
    ["a truth", { bool: true }, [0x28, 0x01]],
    ["a text", { string: "SAME" }, text(2, "SAME")],
    ["a shape", { shape: [2, 300] }, field(7, [...field(2, [0x08, 0x02]), ...field(2, [0x08, 0xac, 0x02])])],
    ["numbers", { ints: [1, 2] }, field(1, [0x18, 0x01, 0x18, 0x02])],
    ["texts", { strings: ["a", "b"] }, field(1, [...text(2, "a"), ...text(2, "b")])],
    ["element types", { types: [1, 3] }, field(1, [0x30, 0x01, 0x30, 0x03])],
  ])("writes %s", (_, attribute, value) => {
    expect([...graphFile([{ name: "o", op: "Op", inputs: [], attributes: { a: attribute } }])]).toEqual(
      fileOf(nodeOf("o", "Op", [["a", value]])),
    );
  });

  it("writes what is fed, and values as they lie in memory", () => {
    expect([...graphFile([placeholder("x", 1)])]).toEqual(fileOf(nodeOf("x", "Placeholder", [["dtype", [0x30, 0x01]]])));
    const values = new Float32Array([9, 1, 2]).subarray(1);
    const tensor = [0x08, 0x01, ...field(2, field(2, [0x08, 0x02])), ...field(4, [...Buffer.from(Float32Array.of(1, 2).buffer)])];
    const held = nodeOf("c", "Const", [
      ["dtype", [0x30, 0x01]],
      ["value", field(8, tensor)],
    ]);
    expect([...graphFile([constant("c", { type: 1, shape: [2], values })])]).toEqual(fileOf(held));
  });
});
