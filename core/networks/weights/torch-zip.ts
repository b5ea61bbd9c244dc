// torch.save since 1.6: a zip of NAME/data.pkl, and NAME/data/KEY for each storage.
import type { Budget } from "./budget.ts";
import { ByteReader } from "./byte-reader.ts";
import type { ByteSource } from "./byte-source.ts";
import { unpickle } from "./pickle.ts";
import type { TorchContainer } from "./pytorch.ts";
import { storageOfId, torchGlobals } from "./torch-globals.ts";
import { quoted, weightFault } from "./weight-fault.ts";
import { openZipEntry, readZipDirectory } from "./zip.ts";

/** @throws InputError when it is not a whole container of weights */
export function openTorchZip(source: ByteSource, budget: Budget): TorchContainer {
  const entries = new Map(readZipDirectory(source, budget).map((entry) => [entry.name, entry]));
  const open = (name: string) => {
    const entry = entries.get(name);
    if (entry) return openZipEntry(source, entry, budget);
    throw weightFault(source.file, { found: `no zip entry ${quoted(name)}`, expected: "data.pkl, and an entry for each storage it names" });
  };
  const root = rootOf([...entries.keys()], source.file);
  const contents = new Map<string, ByteSource>(); // a deflated storage is unpacked once, however many tensors share it
  return {
    content: unpickle(new ByteReader(open(`${root}data.pkl`), budget), { globals: torchGlobals, persistent: storageOfId }),
    isBigEndian: entries.has(`${root}byteorder`) && textOf(open(`${root}byteorder`), budget) === "big",
    storage({ key }) {
      const content = contents.get(key) ?? open(`${root}data/${key}`);
      contents.set(key, content);
      return content;
    },
  };
}

/** The folder of data.pkl, which bears the name that the file was saved under. */
function rootOf(names: string[], file: string): string {
  const pickles = names.filter((name) => /^([^/]*\/)?data\.pkl$/.test(name));
  const isProgram = names.some((name) => /^([^/]*\/)?(constants\.pkl|code\/)/.test(name));
  if (isProgram) {
    const mend = "Load it with torch.jit.load in Python and save model.state_dict().";
    throw weightFault(file, { found: "a TorchScript program", expected: "a state dict", mend });
  }
  if (pickles.length === 1) return pickles[0]!.slice(0, -"data.pkl".length);
  const found = pickles.length === 0 ? `a zip of ${names.slice(0, 3).map(quoted).join(", ")}` : "a zip of several models";
  const mend = "If the weights lie inside, unpack the zip and choose them.";
  throw weightFault(file, { found, expected: "the zip of torch.save, with one data.pkl", mend });
}

function textOf(source: ByteSource, budget: Budget): string {
  const bytes = budget.allocate(source.size, source.part);
  source.fill(bytes, 0);
  return new TextDecoder().decode(bytes).trim();
}
