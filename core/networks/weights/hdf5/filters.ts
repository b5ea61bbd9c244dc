// The filters that h5py and MATLAB put on a chunk: deflate, byte shuffling, a checksum. They are undone from the last to the first.
import { inflateSync } from "node:zlib";
import type { MetadataReader } from "./hdf5-file.ts";

export interface Filter {
  id: number;
  /** The shuffle's: bytes of an element. */
  parameters: number[];
}

const deflate = 1;
const shuffle = 2;
const checksum = 3;
const names = new Map([
  [4, "szip"],
  [5, "nbit"],
  [6, "scale-offset"],
  [32000, "lzf"],
  [32001, "blosc"],
  [32015, "zstd"],
]);

export function readFilters(reader: MetadataReader): Filter[] {
  const version = reader.uint8();
  const count = reader.uint8();
  if (version !== 1 && version !== 2) throw reader.fault(`filter version ${version}`, "1 or 2");
  if (version === 1) reader.skip(6);
  return Array.from({ length: count }, () => {
    const id = reader.uint16();
    const nameBytes = version === 1 || id >= 256 ? reader.uint16() : 0;
    reader.skip(2);
    const parameterCount = reader.uint16();
    reader.skip(version === 1 ? Math.ceil(nameBytes / 8) * 8 : nameBytes);
    const parameters = Array.from({ length: parameterCount }, () => reader.uint32());
    if (version === 1 && parameterCount % 2 === 1) reader.skip(4);
    if (id !== deflate && id !== shuffle && id !== checksum) {
      const mend = "Save it again without compression, or with gzip.";
      throw reader.fault(`the filter ${names.get(id) ?? id}`, "gzip, shuffle or fletcher32", mend);
    }
    return { id, parameters };
  });
}

/**
 * @param skipped  bit i: filter i was not used for this chunk
 * @param size     bytes of the whole chunk; deflate is stopped there
 * @returns null when the bytes do not unpack to that size
 */
export function undoFilters(stored: Uint8Array<ArrayBuffer>, filters: readonly Filter[], skipped: number, size: number): Uint8Array | null {
  let bytes: Uint8Array = stored;
  for (let index = filters.length - 1; index >= 0; index -= 1) {
    if (skipped & (1 << index)) continue;
    const { id, parameters } = filters[index]!;
    if (id === checksum) bytes = bytes.subarray(0, Math.max(0, bytes.byteLength - 4));
    if (id === shuffle) bytes = unshuffled(bytes, parameters[0] ?? 1);
    if (id === deflate) {
      const inflated = inflateTo(bytes, size);
      if (inflated === null) return null;
      bytes = inflated;
    }
  }
  return bytes.byteLength === size ? bytes : null;
}

/** A checksum may still follow the data, so that it may be four bytes longer. */
function inflateTo(bytes: Uint8Array, size: number): Uint8Array | null {
  try {
    return inflateSync(bytes, { maxOutputLength: size + 4, chunkSize: Math.max(64, size + 4) });
  } catch {
    return null;
  }
}

/** Shuffled: all first bytes of the elements, then all second ones. What does not make a whole element stays at the end. */
function unshuffled(bytes: Uint8Array, width: number): Uint8Array {
  const count = width > 0 ? Math.floor(bytes.byteLength / width) : 0;
  const whole = Uint8Array.from(bytes); // `slice` of a Buffer would be a view of the same bytes
  for (let byte = 0; byte < width; byte += 1) {
    for (let element = 0; element < count; element += 1) whole[element * width + byte] = bytes[byte * count + element]!;
  }
  return whole;
}
