// torch.save before 1.6, and still on request: five pickles in a row (magic number, version, machine, content, keys of storages),
// then each storage as its count and its numbers. Weights published before 2020 come like this.
import type { Budget } from "./budget.ts";
import { ByteReader } from "./byte-reader.ts";
import { type ByteSource, partOf } from "./byte-source.ts";
import { byteWidths } from "./number-format.ts";
import { unpickle } from "./pickle.ts";
import type { TorchContainer } from "./pytorch.ts";
import { storageOfId, type TorchStorage, torchGlobals } from "./torch-globals.ts";
import { quoted, weightFault } from "./weight-fault.ts";

const magic = 0x1950a86a20f9469cfc6cn;
const version = 1001;
const noGlobals = { globals: new Map() };

/** @throws InputError when it is not a whole container of weights */
export function openTorchLegacy(source: ByteSource, budget: Budget): TorchContainer {
  const reader = new ByteReader(source, budget);
  const head = [unpickle(reader, noGlobals), unpickle(reader, noGlobals)];
  const machine = unpickle(reader, noGlobals);
  if (head[0] !== magic || head[1] !== version || !(machine instanceof Map)) {
    throw weightFault(source.file, { found: "another version of torch.save", expected: `its version ${version}` });
  }
  const storages = new Map<string, TorchStorage>();
  const content = unpickle(reader, {
    globals: torchGlobals,
    persistent(id) {
      const storage = storageOfId(id);
      if (storage) storages.set(storage.key, storage);
      return storage;
    },
  });
  const places = placesOf(storages, unpickle(reader, noGlobals), reader);
  return {
    content,
    isBigEndian: machine.get("little_endian") === false,
    storage: (storage) => {
      const place = places.get(storage.key);
      if (place && place.format === storage.format && place.count === storage.count) return place.source;
      throw weightFault(source.file, { found: `no storage ${quoted(storage.key)}`, expected: "every storage that a tensor names" });
    },
  };
}

/** Where each storage lies: they follow in the order of the keys. */
function placesOf(storages: ReadonlyMap<string, TorchStorage>, keys: unknown, reader: ByteReader) {
  const { source, budget } = reader;
  const places = new Map<string, { source: ByteSource; format: string; count: number }>();
  if (!Array.isArray(keys)) throw weightFault(source.file, { place: reader.place, found: "no list of storages", expected: "one" });
  for (const key of keys) {
    budget.count();
    const storage = storages.get(key);
    const { place } = reader;
    const count = reader.uint64();
    if (!storage || storage.count !== count) {
      const expected = storage ? `${storage.count}, as its tensor says` : "storages that a tensor names";
      throw weightFault(source.file, { place, found: `a storage of ${count} numbers`, expected });
    }
    const bytes = count * byteWidths[storage.format];
    places.set(key, { source: partOf(source, reader.position, bytes, `storage ${key}`), format: storage.format, count });
    reader.position += bytes;
  }
  return places;
}
