// A graph of TensorFlow ops as a file (SavedModel), in the wire format of protocol buffers: what the addon cannot say of ops when it calls
// them one by one, a graph states. Only the messages and fields that this takes are known here, with their numbers in TensorFlow's .proto
// files. Pure.

/** The value of an attribute: element types and their lists by their numbers in TensorFlow (TF_DataType). */
export type GraphAttribute =
  | { string: string }
  | { strings: string[] }
  | { int: number }
  | { ints: number[] }
  | { float: number }
  | { bool: boolean }
  | { type: number }
  | { types: number[] }
  | { shape: number[] }
  | { tensor: GraphTensor };

/** Values that the graph holds. */
export interface GraphTensor {
  type: number;
  shape: readonly number[];
  values: ArrayBufferView;
}

/** An op of the graph. */
export interface GraphNode {
  name: string;
  op: string;
  /** Nodes that it reads, each with the position of the output: "name:0". */
  inputs: string[];
  attributes: Record<string, GraphAttribute>;
}

/** Tag of the graph in its file. */
export const graphTag = "serve";

/** A node for what is fed to the graph. */
export const placeholder = (name: string, type: number): GraphNode => ({
  name,
  op: "Placeholder",
  inputs: [],
  attributes: { dtype: { type } },
});

/** A node that holds values. */
export const constant = (name: string, tensor: GraphTensor): GraphNode => ({
  name,
  op: "Const",
  inputs: [],
  attributes: { dtype: { type: tensor.type }, value: { tensor } },
});

/** A version of graphs that every TensorFlow 2 reads. */
const graphProducer = 1882;

/** The file saved_model.pb of a graph. */
export function graphFile(nodes: GraphNode[]): Uint8Array {
  const graph = [...nodes.map(nodeOf), message(4, varint(1, graphProducer))];
  const metaGraph = [message(1, text(4, graphTag)), message(2, ...graph)];
  return Buffer.concat([varint(1, 1), message(2, ...metaGraph)]);
}

/** A NodeDef, as a field of its graph. */
function nodeOf({ name, op, inputs, attributes }: GraphNode): Buffer {
  const entries = Object.entries(attributes).map(([key, value]) => message(5, text(1, key), message(2, attributeValue(value))));
  return message(1, text(1, name), text(2, op), ...inputs.map((input) => text(3, input)), ...entries);
}

/** An AttrValue; its first field is a list. */
function attributeValue(attribute: GraphAttribute): Buffer {
  if ("string" in attribute) return text(2, attribute.string);
  if ("int" in attribute) return varint(3, attribute.int);
  if ("float" in attribute) return fixed32(4, attribute.float);
  if ("bool" in attribute) return varint(5, Number(attribute.bool));
  if ("type" in attribute) return varint(6, attribute.type);
  if ("shape" in attribute) return message(7, shapeOf(attribute.shape));
  if ("tensor" in attribute) return message(8, tensorOf(attribute.tensor));
  if ("strings" in attribute) return message(1, ...attribute.strings.map((item) => text(2, item)));
  if ("ints" in attribute) return message(1, ...attribute.ints.map((item) => varint(3, item)));
  return message(1, ...attribute.types.map((item) => varint(6, item)));
}

/** A TensorShapeProto: a Dim for each axis. */
const shapeOf = (shape: readonly number[]): Buffer => Buffer.concat(shape.map((size) => message(2, varint(1, size))));

/** A TensorProto with its values as they lie in memory. */
function tensorOf({ type, shape, values }: GraphTensor): Buffer {
  const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  return Buffer.concat([varint(1, type), message(2, shapeOf(shape)), message(4, bytes)]);
}

/** How a field's bytes are to be read. */
const wireType = { varint: 0, delimited: 2, fixed32: 5 } as const;

const key = (field: number, wire: number): Buffer => baseOf128(field * 8 + wire);
const varint = (field: number, value: number): Buffer => Buffer.concat([key(field, wireType.varint), baseOf128(value)]);
const text = (field: number, value: string): Buffer => message(field, Buffer.from(value));

function fixed32(field: number, value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return Buffer.concat([key(field, wireType.fixed32), bytes]);
}

function message(field: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([key(field, wireType.delimited), baseOf128(body.length), body]);
}

/** Seven bits a byte, the lowest first; the highest bit says that more follow. A number below 0 is taken by its 64 bits. */
function baseOf128(value: number): Buffer {
  const digits: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest >= 128n; rest >>= 7n) digits.push(Number(rest % 128n) + 128);
  return Buffer.from([...digits, Number(rest)]);
}
