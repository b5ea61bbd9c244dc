// Files of torch.save, .pth or .pt: find the state dict, then read the tensors it names. Each tensor is read straight into the
// memory that it keeps: a file of 500 MB takes 500 MB.
import type { Budget } from "./budget.ts";
import type { ByteSource } from "./byte-source.ts";
import type { StoredTensor } from "./safetensors.ts";
import { findStateDict } from "./state-dict.ts";
import type { TorchStorage, TorchTensor } from "./torch-globals.ts";
import { openTorchLegacy } from "./torch-legacy.ts";
import { readTorchTensor } from "./torch-tensor.ts";
import { openTorchZip } from "./torch-zip.ts";
import { quoted } from "./weight-fault.ts";
import type { WeightFile } from "./weight-file.ts";

/** What both containers are: an unpickled value whose tensors are windows of storages. */
export interface TorchContainer {
  content: unknown;
  isBigEndian: boolean;
  /** @throws InputError when there is no such storage */
  storage(storage: TorchStorage): ByteSource;
}

/** @param start  the first bytes of a file */
export const isTorchZip = (start: Uint8Array): boolean => startsWith(start, "PK\x03\x04");

/** Protocol 2, then the magic number as a ten-byte integer. */
export const isTorchLegacy = (start: Uint8Array): boolean => startsWith(start, "\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19");

const startsWith = (bytes: Uint8Array, text: string): boolean => Buffer.from(bytes).toString("latin1", 0, text.length) === text;

/** @throws InputError, and nothing else; no code of the file is run */
export function readTorchZip(source: ByteSource, budget: Budget): WeightFile {
  return weightsOf(openTorchZip(source, budget), budget);
}

/** @throws InputError, and nothing else; no code of the file is run */
export function readTorchLegacy(source: ByteSource, budget: Budget): WeightFile {
  return weightsOf(openTorchLegacy(source, budget), budget);
}

function weightsOf(container: TorchContainer, budget: Budget): WeightFile {
  const state = findStateDict(container.content, budget);
  const read = new Map<TorchTensor, StoredTensor>(); // one tensor under two names is read once
  const tensors: Record<string, StoredTensor> = Object.create(null);
  for (const [name, tensor] of state.tensors) {
    const place = `tensor ${quoted(name)}`;
    const stored = read.get(tensor) ?? readTorchTensor(tensor, container.storage(tensor.storage), container.isBigEndian, budget, place);
    read.set(tensor, stored);
    tensors[name] = stored;
  }
  return { format: "pytorch", tensors, metadata: state.metadata };
}
