// An object header: the list of messages that say what an object is. Two versions of the format, and continuations elsewhere in
// the file, which may point back at themselves; the budget ends that.
import { type Hdf5File, MetadataReader } from "./hdf5-file.ts";

/** Kinds of messages that matter here. */
export const messageKinds = {
  dataspace: 0x01,
  linkInfo: 0x02,
  datatype: 0x03,
  link: 0x06,
  externalFiles: 0x07,
  layout: 0x08,
  filters: 0x0b,
  attribute: 0x0c,
  continuation: 0x10,
  symbolTable: 0x11,
  attributeInfo: 0x15,
} as const;

export interface Message {
  kind: number;
  /** Its content is a reference to a message elsewhere. */
  isShared: boolean;
  address: number;
  length: number;
}

interface Block {
  address: number;
  length: number;
}

/** @throws InputError when it is no object header */
export function readObjectHeader(file: Hdf5File, address: number): Message[] {
  const reader = new MetadataReader(file, address);
  const version = reader.uint8();
  if (version === 1) return oldMessages(file, reader);
  if (version === 0x4f) return newMessages(file, reader); // the O of OHDR
  throw reader.fault(`byte ${version}`, "an object header");
}

function oldMessages(file: Hdf5File, reader: MetadataReader): Message[] {
  reader.skip(1 + 2 + 4);
  const length = reader.uint32();
  const blocks: Block[] = [{ address: reader.address + 16, length }];
  return messagesOf(file, blocks, (block) => ({ kind: block.uint16(), length: block.uint16(), flags: block.uint8(), padding: 3 }), 8, 0, 0);
}

function newMessages(file: Hdf5File, reader: MetadataReader): Message[] {
  reader.expect("HDR");
  reader.skip(1);
  const flags = reader.uint8();
  if (flags & 0x20) reader.skip(16); // times
  if (flags & 0x10) reader.skip(4); // when attributes move to dense storage
  const length = reader.uint(2 ** (flags & 3));
  const orderBytes = flags & 4 ? 2 : 0;
  const first: Block = { address: reader.here, length };
  // A continuation has its name, OCHK, before the messages and a checksum after them.
  return messagesOf(
    file,
    [first],
    (block) => ({ kind: block.uint8(), length: block.uint16(), flags: block.uint8(), padding: orderBytes }),
    4 + orderBytes,
    4,
    4,
  );
}

function messagesOf(
  file: Hdf5File,
  blocks: Block[],
  head: (block: MetadataReader) => { kind: number; length: number; flags: number; padding: number },
  headBytes: number,
  nameBytes: number,
  checksumBytes: number,
): Message[] {
  const messages: Message[] = [];
  for (let index = 0; index < blocks.length; index += 1) {
    const { address, length } = blocks[index]!;
    const block = new MetadataReader(file, address, length);
    while (block.remaining >= headBytes) {
      file.budget.count();
      const { kind, length: bytes, flags, padding } = head(block);
      block.skip(padding);
      const message = { kind, isShared: (flags & 2) !== 0, address: block.here, length: bytes };
      if (kind === messageKinds.continuation) {
        const next = { address: block.uint64(), length: block.uint64() };
        block.skip(bytes - 16);
        blocks.push({ address: next.address + nameBytes, length: next.length - nameBytes - checksumBytes });
      } else {
        block.skip(bytes);
        messages.push(message);
      }
    }
  }
  return messages;
}

/** Opens the only message of a kind; null where there is none. @throws InputError when it is stored elsewhere */
export function messageOf(file: Hdf5File, messages: readonly Message[], kind: number): MetadataReader | null {
  const message = messages.find((candidate) => candidate.kind === kind);
  if (!message) return null;
  const reader = new MetadataReader(file, message.address, message.length);
  if (message.isShared) throw reader.fault("a committed type", "types within their objects", "Save the weights again with h5py or Keras.");
  return reader;
}
