// What a group contains. Old groups are a tree of symbol tables with names in a heap, newer ones a list of messages. Soft and
// external links are listed and never followed: an external one names another file.
import { byteOf } from "../byte-source.ts";
import { weightFault } from "../weight-fault.ts";
import { type Hdf5File, MetadataReader, noAddress } from "./hdf5-file.ts";
import { type Message, messageKinds, messageOf } from "./object-header.ts";

export type Link = { kind: "object"; address: number } | { kind: "soft link" } | { kind: "link to another file" };

const symbolBytes = 40;
const longestName = 4096;

/** By name, in the order of the file; null when the object is no group. @throws InputError when the group is damaged */
export function readLinks(file: Hdf5File, messages: readonly Message[]): Map<string, Link> | null {
  const table = messageOf(file, messages, messageKinds.symbolTable);
  if (table) {
    const links = new Map<string, Link>();
    const tree = table.uint64();
    const names = heapSegment(file, table.uint64());
    readTree(file, tree, names, links);
    return links;
  }
  const info = messageOf(file, messages, messageKinds.linkInfo);
  const listed = messages.filter(({ kind }) => kind === messageKinds.link);
  if (!info && listed.length === 0) return null;
  if (info) requireListed(info);
  return new Map(listed.map((message) => readLink(new MetadataReader(file, message.address, message.length))));
}

/** Groups of many links in the newest layout keep them in another heap, which h5py uses only when asked to. */
function requireListed(info: MetadataReader): void {
  info.skip(1);
  if (info.uint8() & 1) info.skip(8);
  if (info.uint64() === noAddress) return;
  const mend = "Save it again with h5py.File(path, 'w'), without libver='latest' and track_order.";
  throw info.fault("a group in the newest layout", "the layout that h5py and Keras write by default", mend);
}

function readTree(file: Hdf5File, address: number, names: Segment, links: Map<string, Link>): void {
  const node = new MetadataReader(file, address, 24);
  node.expect("TREE");
  const [type, level, count] = [node.uint8(), node.uint8(), node.uint16()];
  if (type !== 0) throw node.fault("a tree of data", "a tree of names");
  const children = new MetadataReader(file, address + 24, count * 16);
  for (let index = 0; index < count; index += 1) {
    children.skip(8);
    const child = children.uint64();
    if (level > 0) file.budget.deeper(() => readTree(file, child, names, links));
    else readSymbols(file, child, names, links);
  }
}

function readSymbols(file: Hdf5File, address: number, names: Segment, links: Map<string, Link>): void {
  const head = new MetadataReader(file, address, 8);
  head.expect("SNOD");
  head.skip(2);
  const count = head.uint16();
  const symbols = new MetadataReader(file, address + 8, count * symbolBytes);
  for (let index = 0; index < count; index += 1) {
    const name = nameAt(file, names, symbols.uint64());
    const object = symbols.uint64();
    const isSoft = symbols.uint32() === 2;
    symbols.skip(4 + 16);
    links.set(name, isSoft ? { kind: "soft link" } : { kind: "object", address: object });
  }
}

interface Segment {
  address: number;
  size: number;
}

function heapSegment(file: Hdf5File, address: number): Segment {
  const heap = new MetadataReader(file, address, 32);
  heap.expect("HEAP");
  heap.skip(4);
  const size = heap.uint64();
  heap.skip(8);
  return { address: heap.uint64(), size };
}

function nameAt(file: Hdf5File, { address, size }: Segment, offset: number): string {
  const bytes = new MetadataReader(file, address + offset, Math.max(0, Math.min(longestName, size - offset)));
  const text = Buffer.from(bytes.bytes(bytes.remaining));
  const end = text.indexOf(0);
  if (end > 0) return text.toString("utf8", 0, end);
  throw weightFault(file.budget.file, { place: byteOf(file.bytes, address + offset), found: "no name", expected: "the name of a link" });
}

function readLink(reader: MetadataReader): [string, Link] {
  const version = reader.uint8();
  if (version !== 1) throw reader.fault(`link version ${version}`, "1");
  const flags = reader.uint8();
  const type = flags & 8 ? reader.uint8() : 0;
  if (flags & 4) reader.skip(8);
  if (flags & 16) reader.skip(1);
  const name = new TextDecoder().decode(reader.bytes(reader.uint(2 ** (flags & 3))));
  if (type === 0) return [name, { kind: "object", address: reader.uint64() }];
  return [name, type === 1 ? { kind: "soft link" } : { kind: "link to another file" }];
}
