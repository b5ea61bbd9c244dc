// The opcodes that torch.save and pickle protocols 2 to 5 write for dicts, lists, tuples, text and numbers. What is not in this
// table is refused by unpickle.
import type { ByteReader } from "./byte-reader.ts";
import type { PickleMachine } from "./pickle.ts";

type Opcode = (machine: PickleMachine, reader: ByteReader) => void;

/** Known, and refused: they make instances of classes or import by number. */
export const opcodeNames: ReadonlyMap<number, string> = new Map([
  [0x69, "INST"],
  [0x6f, "OBJ"],
  [0x50, "PERSID"],
  [0x82, "EXT1"],
  [0x83, "EXT2"],
  [0x84, "EXT4"],
  [0x92, "NEWOBJ_EX"],
]);

/** Longest integer that we read, in bytes: the format's own short form. */
const longestInteger = 255;
const longestName = 1000;

export const opcodes: ReadonlyMap<number, Opcode> = new Map<number, Opcode>([
  [0x80, (_, reader) => void reader.uint8()], // PROTO
  [0x95, (_, reader) => void reader.uint64()], // FRAME: how much to read ahead, which only matters for speed

  [0x4e, (machine) => machine.push(null)], // NONE
  [0x88, (machine) => machine.push(true)], // NEWTRUE
  [0x89, (machine) => machine.push(false)], // NEWFALSE
  [0x4a, (machine, reader) => machine.push(reader.int32())], // BININT
  [0x4b, (machine, reader) => machine.push(reader.uint8())], // BININT1
  [0x4d, (machine, reader) => machine.push(reader.uint16())], // BININT2
  [0x8a, (machine, reader) => machine.push(integerOf(reader.bytes(reader.uint8())))], // LONG1
  [0x8b, (machine, reader) => machine.push(longInteger(machine, reader))], // LONG4
  [0x47, (machine, reader) => machine.push(reader.float64BigEndian())], // BINFLOAT
  [0x58, (machine, reader) => machine.push(text(reader.bytes(reader.uint32())))], // BINUNICODE
  [0x8c, (machine, reader) => machine.push(text(reader.bytes(reader.uint8())))], // SHORT_BINUNICODE
  [0x8d, (machine, reader) => machine.push(text(reader.bytes(reader.uint64())))], // BINUNICODE8
  [0x54, (machine, reader) => machine.push(text(reader.bytes(reader.uint32())))], // BINSTRING: Python 2's names
  [0x55, (machine, reader) => machine.push(text(reader.bytes(reader.uint8())))], // SHORT_BINSTRING
  [0x42, (machine, reader) => machine.push(reader.bytes(reader.uint32()))], // BINBYTES
  [0x43, (machine, reader) => machine.push(reader.bytes(reader.uint8()))], // SHORT_BINBYTES

  [0x28, (machine) => machine.pushMark()], // MARK
  [0x7d, (machine) => machine.push(new Map())], // EMPTY_DICT
  [0x5d, (machine) => machine.push([])], // EMPTY_LIST
  [0x29, (machine) => machine.push([])], // EMPTY_TUPLE
  [0x74, (machine) => machine.push(machine.popToMark())], // TUPLE
  [0x85, (machine) => machine.push([machine.pop()])], // TUPLE1
  [0x86, (machine) => machine.push(popped(machine, 2))], // TUPLE2
  [0x87, (machine) => machine.push(popped(machine, 3))], // TUPLE3
  [0x61, (machine) => append(machine, [machine.pop()])], // APPEND
  [0x65, (machine) => append(machine, machine.popToMark())], // APPENDS
  [0x73, (machine) => setItems(machine, popped(machine, 2))], // SETITEM
  [0x75, (machine) => setItems(machine, machine.popToMark())], // SETITEMS

  [0x71, (machine, reader) => machine.remember(reader.uint8())], // BINPUT
  [0x72, (machine, reader) => machine.remember(reader.uint32())], // LONG_BINPUT
  [0x94, (machine) => machine.rememberNext()], // MEMOIZE
  [0x68, (machine, reader) => machine.recall(reader.uint8())], // BINGET
  [0x6a, (machine, reader) => machine.recall(reader.uint32())], // LONG_BINGET

  [0x63, (machine, reader) => machine.pushGlobal(reader.line(longestName), reader.line(longestName))], // GLOBAL
  [0x93, stackGlobal], // STACK_GLOBAL
  [0x52, call], // REDUCE: callable, arguments
  [0x81, call], // NEWOBJ: class, arguments; ours are made by the same functions
  [0x62, build], // BUILD
  [0x51, persistent], // BINPERSID
]);

function stackGlobal(machine: PickleMachine): void {
  const [module, name] = popped(machine, 2);
  if (typeof module !== "string" || typeof name !== "string") throw machine.fault("a global whose name is no text", "module and name");
  machine.pushGlobal(module, name);
}

function call(machine: PickleMachine): void {
  const [callable, args] = popped(machine, 2);
  machine.call(callable, args);
}

/** Sets attributes of what was made last. Ours have none: OrderedDict's `_metadata` says versions of layers, which no reader needs. */
function build(machine: PickleMachine): void {
  machine.pop();
  const target = machine.top();
  if (typeof target !== "object" || target === null) throw machine.fault("attributes of a plain value", "attributes of an object");
}

function persistent(machine: PickleMachine): void {
  const value = machine.names.persistent?.(machine.pop());
  if (value === undefined) throw machine.fault("an unknown reference to outside the pickle", "references to storages alone");
  machine.push(value);
}

function popped(machine: PickleMachine, count: number): unknown[] {
  return Array.from({ length: count }, () => machine.pop()).reverse();
}

function append(machine: PickleMachine, items: unknown[]): void {
  const list = machine.top();
  if (!Array.isArray(list)) throw machine.fault("items for what is no list", "a list");
  for (const item of items) list.push(item);
}

function setItems(machine: PickleMachine, items: unknown[]): void {
  const dict = machine.top();
  if (!(dict instanceof Map) || items.length % 2 !== 0) throw machine.fault("keys and values for what is no dict", "a dict, and pairs");
  for (let index = 0; index < items.length; index += 2) dict.set(items[index], items[index + 1]);
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function longInteger(machine: PickleMachine, reader: ByteReader): number | bigint {
  const length = reader.uint32();
  if (length > longestInteger) throw machine.fault(`an integer of ${length} bytes`, `at most ${longestInteger} bytes`);
  return integerOf(reader.bytes(length));
}

/** Two's complement, little end first. */
function integerOf(bytes: Uint8Array): number | bigint {
  const hexadecimal = Buffer.from(bytes).reverse().toString("hex");
  const value = BigInt.asIntN(bytes.length * 8, BigInt(`0x${hexadecimal || "0"}`));
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}
