// Texts of any length lie in collections called the global heap; a value holds the collection's address and a number in it.
import { type Hdf5File, MetadataReader } from "./hdf5-file.ts";

const headBytes = 16;
/** Bytes before an object: number, references, size. */
const objectHeadBytes = 16;

/** Reads the 16 bytes of a value from `reader`, and the text that they mean. @throws InputError when there is none */
export function readHeapText(file: Hdf5File, reader: MetadataReader): string {
  const length = reader.uint32();
  const collection = reader.uint64();
  const wanted = reader.uint32();
  if (length === 0) return "";
  const head = new MetadataReader(file, collection, headBytes);
  head.expect("GCOL");
  head.skip(4);
  const end = collection + head.uint64();
  for (let at = collection + headBytes; at + objectHeadBytes <= end; ) {
    const object = new MetadataReader(file, at, objectHeadBytes);
    const index = object.uint16();
    object.skip(2 + 4);
    const size = object.uint64();
    if (index === wanted && length <= size) {
      return new TextDecoder().decode(new MetadataReader(file, at + objectHeadBytes, length).bytes(length)).replace(/\0.*$/s, "");
    }
    if (index === 0) break; // free space, to the end
    at += objectHeadBytes + Math.ceil(size / 8) * 8;
  }
  throw reader.fault(`no text ${wanted} in the heap`, "the text that the value means");
}
