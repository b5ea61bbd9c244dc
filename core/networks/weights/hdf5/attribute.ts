// Attributes: small arrays of text or numbers beside an object. Keras keeps the order of layers there, MATLAB the class of a value.
import { viewOf } from "../byte-source.ts";
import { elementCount } from "../number-format.ts";
import { type Datatype, readDataspace, readDatatype } from "./datatype.ts";
import { readHeapText } from "./global-heap.ts";
import { type Hdf5File, MetadataReader } from "./hdf5-file.ts";
import type { Message } from "./object-header.ts";

export interface Attribute {
  name: string;
  /** Texts, or numbers written as text; null where the type is another. */
  values: string[] | null;
}

/** @throws InputError when it is damaged */
export function readAttribute(file: Hdf5File, message: Message): Attribute {
  const reader = new MetadataReader(file, message.address, message.length);
  const version = reader.uint8();
  if (version < 1 || version > 3) throw reader.fault(`attribute version ${version}`, "1 to 3");
  const hasSharedParts = reader.uint8() !== 0 && version > 1;
  const [nameBytes, typeBytes, shapeBytes] = [reader.uint16(), reader.uint16(), reader.uint16()];
  if (version === 3) reader.skip(1);
  const padded = (length: number) => (version === 1 ? Math.ceil(length / 8) * 8 : length);
  const name = untilZero(reader.bytes(padded(nameBytes)));
  if (hasSharedParts || message.isShared) return { name, values: null };
  const typeAt = reader.here;
  reader.skip(padded(typeBytes));
  const shapeAt = reader.here;
  reader.skip(padded(shapeBytes));
  const type = readDatatype(new MetadataReader(file, typeAt, typeBytes));
  const shape = readDataspace(new MetadataReader(file, shapeAt, shapeBytes));
  return { name, values: shape === null ? [] : valuesOf(file, reader, type, elementCount(shape)) };
}

function valuesOf(file: Hdf5File, reader: MetadataReader, type: Datatype, count: number): string[] | null {
  if (type.kind !== "text" && type.kind !== "heap text" && type.kind !== "number") return null;
  if (!(count * type.size <= reader.remaining)) throw reader.fault(`${count} values`, "values within the attribute");
  file.budget.count(count);
  return Array.from({ length: count }, () => {
    if (type.kind === "heap text") return readHeapText(file, reader);
    const bytes = reader.bytes(type.size);
    return type.kind === "text" ? untilZero(bytes).trimEnd() : String(numberOf(type, viewOf(bytes)));
  });
}

function numberOf({ format, isBigEndian }: Datatype & { kind: "number" }, view: DataView): number | bigint | string {
  const isLittle = !isBigEndian;
  switch (format) {
    case "f32":
      return view.getFloat32(0, isLittle);
    case "f64":
      return view.getFloat64(0, isLittle);
    case "i8":
      return view.getInt8(0);
    case "u8":
    case "bool":
      return view.getUint8(0);
    case "i16":
      return view.getInt16(0, isLittle);
    case "u16":
      return view.getUint16(0, isLittle);
    case "i32":
      return view.getInt32(0, isLittle);
    case "u32":
      return view.getUint32(0, isLittle);
    case "i64":
      return view.getBigInt64(0, isLittle);
    default:
      return ""; // half floats: no attribute of weights has them
  }
}

function untilZero(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
}
