// The numbers of a dataset. In one piece they are read straight into the tensor's memory; chunks are unpacked one at a time and
// laid into it.
import type { Budget } from "../budget.ts";
import { byteOf } from "../byte-source.ts";
import { elementCount } from "../number-format.ts";
import { weightFault } from "../weight-fault.ts";
import { type Chunk, type DataLayout, readLayout } from "./data-layout.ts";
import { type Datatype, readDataspace, readDatatype } from "./datatype.ts";
import { type Filter, readFilters, undoFilters } from "./filters.ts";
import { type Hdf5File, noAddress } from "./hdf5-file.ts";
import { type Message, messageKinds, messageOf } from "./object-header.ts";

export interface Dataset {
  type: Datatype;
  shape: number[];
  /** As stored, in the order of the shape. @throws InputError when not all are there */
  bytes(place: string): Uint8Array<ArrayBuffer>;
}

/** Null when the object is no dataset. */
export function readDataset(file: Hdf5File, messages: readonly Message[]): Dataset | null {
  const layoutMessage = messageOf(file, messages, messageKinds.layout);
  const spaceMessage = messageOf(file, messages, messageKinds.dataspace);
  const typeMessage = messageOf(file, messages, messageKinds.datatype);
  if (!layoutMessage || !spaceMessage || !typeMessage) return null;
  if (messages.some(({ kind }) => kind === messageKinds.externalFiles)) {
    throw layoutMessage.fault("data that lies in other files", "numbers within this file", "Save it again in one file.");
  }
  const shape = readDataspace(spaceMessage) ?? [0];
  const type = readDatatype(typeMessage);
  const layout = readLayout(layoutMessage, shape.length);
  const filterMessage = messageOf(file, messages, messageKinds.filters);
  const filters = filterMessage ? readFilters(filterMessage) : [];
  return { type, shape, bytes: (place) => readData(file, { type, shape, layout, filters }, place) };
}

interface Description {
  type: Datatype;
  shape: number[];
  layout: DataLayout;
  filters: Filter[];
}

function readData(file: Hdf5File, { type, shape, layout, filters }: Description, place: string): Uint8Array<ArrayBuffer> {
  const { budget } = file;
  const size = elementCount(shape) * type.size;
  const target = budget.allocate(size, place);
  if (size === 0) return target;
  if (layout.kind === "whole") {
    if (layout.address === noAddress || layout.bytes < size) {
      throw weightFault(budget.file, {
        place,
        found: `${layout.address === noAddress ? 0 : layout.bytes} bytes`,
        expected: `${size} of [${shape}]`,
      });
    }
    file.bytes.fill(target, layout.address);
    return target;
  }
  const chunkBytes = elementCount(layout.chunkShape) * type.size;
  let elements = 0;
  for (const chunk of layout.chunks()) {
    const bytes = readChunk(file, chunk, filters, chunkBytes, place);
    const axes = mergeWholeAxes({ offsets: chunk.offsets, chunkShape: layout.chunkShape, shape });
    elements += layChunk(bytes, axes, target, type.size, budget);
  }
  if (elements !== elementCount(shape)) {
    throw weightFault(budget.file, { place, found: `${elements} numbers in its chunks`, expected: `${elementCount(shape)} of [${shape}]` });
  }
  return target;
}

function readChunk(file: Hdf5File, chunk: Chunk, filters: readonly Filter[], chunkBytes: number, place: string): Uint8Array {
  const { budget } = file;
  budget.spend(filters.length > 0 ? chunkBytes : 0, place);
  const stored = budget.allocate(chunk.storedBytes, place);
  file.bytes.fill(stored, chunk.address);
  const bytes = undoFilters(stored, filters, chunk.skippedFilters, chunkBytes);
  if (bytes) return bytes;
  const expected = `${chunkBytes} bytes once unpacked`;
  throw weightFault(budget.file, { place, found: `a damaged chunk at ${byteOf(file.bytes, chunk.address)}`, expected });
}

interface Axes {
  offsets: readonly number[];
  chunkShape: readonly number[];
  shape: readonly number[];
}

/** Axes at the end that a chunk spans wholly join the one before them: MATLAB's last axis has three or seven numbers. */
function mergeWholeAxes({ offsets, chunkShape, shape }: Axes): Axes {
  const last = shape.length - 1;
  if (last < 1 || chunkShape[last] !== shape[last] || offsets[last] !== 0) return { offsets, chunkShape, shape };
  const merged = (sizes: readonly number[]) => [...sizes.slice(0, last - 1), sizes[last - 1]! * shape[last]!];
  return mergeWholeAxes({ offsets: merged(offsets), chunkShape: merged(chunkShape), shape: merged(shape) });
}

/** Copies runs along the last axis; what stands over the edge of the dataset is left. Returns how many elements were laid. */
function layChunk(chunk: Uint8Array, place: Axes, target: Uint8Array, width: number, budget: Budget): number {
  const { offsets, chunkShape, shape } = place;
  const sizes = chunkShape.map((size, axis) => Math.min(size, shape[axis]! - offsets[axis]!));
  if (sizes.some((size) => !(size > 0))) return 0;
  const last = sizes.length - 1;
  const run = sizes[last]! * width;
  const runs = sizes.slice(0, last).reduce((product, size) => product * size, 1);
  budget.count(Math.ceil(runs / 64)); // a run costs little, but a chunk of many short ones does not
  const index = sizes.map(() => 0);
  for (let count = 0; count < runs; count += 1) {
    let [from, to] = [0, 0];
    for (let axis = 0; axis <= last; axis += 1) {
      from = from * chunkShape[axis]! + index[axis]!;
      to = to * shape[axis]! + index[axis]! + offsets[axis]!;
    }
    target.set(chunk.subarray(from * width, from * width + run), to * width);
    for (let axis = last - 1; axis >= 0; axis -= 1) {
      index[axis]! += 1;
      if (index[axis]! < sizes[axis]!) break;
      index[axis] = 0;
    }
  }
  return runs * sizes[last]!;
}
