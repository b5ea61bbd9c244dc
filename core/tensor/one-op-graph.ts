// One TensorFlow op as a graph in a file (SavedModel), in the wire format of protocol buffers: what the addon cannot say of an op when it
// calls it, a graph states. Only the messages and fields that this takes are known here, with their numbers in TensorFlow's .proto files.
// Pure.

/** The value of an attribute: element types and their lists by their numbers in TensorFlow (TF_DataType). */
export type GraphAttribute =
  | { string: string }
  | { strings: string[] }
  | { int: number }
  | { ints: number[] }
  | { type: number }
  | { types: number[] };

/** Tag of the graph in its file. */
export const graphTag = "serve";
/** Name of the op's node. */
export const graphOp = "op";
/** Name of the node that stands for the input at this position. */
export const graphInput = (position: number): string => `input${position}`;

/** A version of graphs that every TensorFlow 2 reads. */
const graphProducer = 1882;

/**
 * The file saved_model.pb of a graph that holds nothing but this op.
 *
 * @param inputTypes  element type of each input
 */
export function oneOpGraph(op: string, attributes: Record<string, GraphAttribute>, inputTypes: number[]): Uint8Array {
  const inputs = inputTypes.map((type, position) => node(graphInput(position), "Placeholder", [], { dtype: { type } }));
  const names = inputTypes.map((_, position) => graphInput(position));
  const graph = [...inputs, node(graphOp, op, names, attributes), message(4, varint(1, graphProducer))];
  const metaGraph = [message(1, text(4, graphTag)), message(2, ...graph)];
  return Buffer.concat([varint(1, 1), message(2, ...metaGraph)]);
}

/** A NodeDef, as a field of its graph. */
function node(name: string, op: string, inputs: string[], attributes: Record<string, GraphAttribute>): Buffer {
  const entries = Object.entries(attributes).map(([key, value]) => message(5, text(1, key), message(2, attributeValue(value))));
  return message(1, text(1, name), text(2, op), ...inputs.map((input) => text(3, input)), ...entries);
}

/** An AttrValue; its first field is a list. */
function attributeValue(attribute: GraphAttribute): Buffer {
  if ("string" in attribute) return text(2, attribute.string);
  if ("int" in attribute) return varint(3, attribute.int);
  if ("type" in attribute) return varint(6, attribute.type);
  if ("strings" in attribute) return message(1, ...attribute.strings.map((item) => text(2, item)));
  if ("ints" in attribute) return message(1, ...attribute.ints.map((item) => varint(3, item)));
  return message(1, ...attribute.types.map((item) => varint(6, item)));
}

/** How a field's bytes are to be read. */
const wireType = { varint: 0, delimited: 2 } as const;

const key = (field: number, wire: number): Buffer => baseOf128(field * 8 + wire);
const varint = (field: number, value: number): Buffer => Buffer.concat([key(field, wireType.varint), baseOf128(value)]);
const text = (field: number, value: string): Buffer => message(field, Buffer.from(value));

function message(field: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([key(field, wireType.delimited), baseOf128(body.length), body]);
}

/** Seven bits a byte, the lowest first; the highest bit says that more follow. Of whole numbers from 0 on. */
function baseOf128(value: number): Buffer {
  const digits: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) digits.push((rest % 128) + 128);
  return Buffer.from([...digits, rest]);
}
