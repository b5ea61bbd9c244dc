// Where the numbers of a dataset lie: in one piece, inside the header, or in chunks that a tree lists.
import { type Hdf5File, MetadataReader, noAddress } from "./hdf5-file.ts";

export interface Chunk {
  /** Of its first element, on each axis. */
  offsets: number[];
  address: number;
  storedBytes: number;
  /** Bit i: filter i was not used. */
  skippedFilters: number;
}

export type DataLayout =
  | { kind: "whole"; address: number; bytes: number }
  | { kind: "chunks"; chunkShape: number[]; chunks: () => Iterable<Chunk> };

const mend = "Save it again with h5py or Keras, in their default layout.";

/** @param rank  axes of the dataset */
export function readLayout(reader: MetadataReader, rank: number): DataLayout {
  const version = reader.uint8();
  if (version < 3 || version > 4) throw reader.fault(`data layout version ${version}`, "3 or 4", mend);
  const kind = reader.uint8();
  if (kind === 0) {
    const bytes = reader.uint16();
    return { kind: "whole", address: reader.here, bytes };
  }
  if (kind === 1) return { kind: "whole", address: reader.uint64(), bytes: reader.uint64() };
  if (kind === 3) throw reader.fault("data that is a view of other files", "numbers within this file", mend);
  return version === 3 ? treeOfChunks(reader, rank) : singleChunk(reader, rank);
}

/** One axis more than the dataset: the last is the size of an element. */
function treeOfChunks(reader: MetadataReader, rank: number): DataLayout {
  const { file } = reader;
  const axes = reader.uint8();
  if (axes !== rank + 1) throw reader.fault(`chunks of ${axes - 1} axes`, `${rank}, as the data`);
  const address = reader.uint64();
  const chunkShape = Array.from({ length: rank }, () => reader.uint32());
  return { kind: "chunks", chunkShape, chunks: () => (address === noAddress ? [] : readTree(file, address, axes)) };
}

function singleChunk(reader: MetadataReader, rank: number): DataLayout {
  const flags = reader.uint8();
  const axes = reader.uint8();
  const width = reader.uint8();
  if (axes !== rank + 1 || ![1, 2, 4, 8].includes(width)) throw reader.fault(`chunks of ${axes - 1} axes`, `${rank}, as the data`);
  const sizes = Array.from({ length: axes }, () => reader.uint(width));
  if (reader.uint8() !== 1) throw reader.fault("an index of chunks in the newest layout", "the layout of h5py's default", mend);
  const storedBytes = flags & 2 ? reader.uint64() : sizes.reduce((product, size) => product * size, 1);
  const skippedFilters = flags & 2 ? reader.uint32() : 0;
  const chunk = { offsets: Array.from({ length: rank }, () => 0), address: reader.uint64(), storedBytes, skippedFilters };
  return { kind: "chunks", chunkShape: sizes.slice(0, rank), chunks: () => [chunk] };
}

function readTree(file: Hdf5File, address: number, axes: number): Chunk[] {
  const node = new MetadataReader(file, address, 24);
  node.expect("TREE");
  const [type, level, count] = [node.uint8(), node.uint8(), node.uint16()];
  if (type !== 1) throw node.fault("a tree of names", "a tree of chunks");
  const children = new MetadataReader(file, address + 24, count * (16 + axes * 8));
  return Array.from({ length: count }, () => {
    file.budget.count();
    const [storedBytes, skippedFilters] = [children.uint32(), children.uint32()];
    const offsets = Array.from({ length: axes - 1 }, () => children.uint64());
    children.skip(8);
    const child = children.uint64();
    if (level > 0) return file.budget.deeper(() => readTree(file, child, axes));
    return { offsets, address: child, storedBytes, skippedFilters };
  }).flat();
}
