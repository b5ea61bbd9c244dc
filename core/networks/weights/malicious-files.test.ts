import { closeSync, ftruncateSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { InputError } from "../../errors.ts";
import { legacyFile, op, safetensorsFile, tensorPickle, zipFile } from "./crafted-files.fixture.ts";
import { parseWeightFile, readWeightFile } from "./weight-file.ts";

const fixture = (name: string) => readFileSync(join(import.meta.dirname, "fixtures", name));
const reading = (bytes: Uint8Array) => expect(() => parseWeightFile(bytes, "w.pth"));

/** Refused with an InputError whose sentence has all of these parts. */
function refuses(bytes: Uint8Array, ...parts: string[]) {
  reading(bytes).toThrow(InputError);
  for (const part of parts) reading(bytes).toThrow(part);
}

const oneFloat = tensorPickle({});
const stateDict = (tensor: Buffer) => op.dict([op.text("w"), tensor]);

describe("a pickle with a call in it", () => {
  it.each([
    ["os.system", op.call(op.global("os", "system"), op.tuple(op.text("touch /tmp/owned")))],
    ["posix.system", op.call(op.global("posix", "system"), op.tuple(op.text("id")))],
    ["builtins.eval", op.call(op.global("builtins", "eval"), op.tuple(op.text("1")))],
    ["builtins.getattr", stateDict(op.call(op.global("builtins", "getattr"), op.tuple(oneFloat, op.text("x"))))],
    ["torch.hub.load", op.dict([op.text("w"), oneFloat], [op.text("x"), op.global("torch.hub", "load")])],
    ["torch.nn.modules.linear.Linear", op.call(op.global("torch.nn.modules.linear", "Linear"), op.tuple())],
    ["subprocess.Popen", Buffer.concat([op.text("subprocess"), op.text("Popen"), op.raw("\x93"), op.tuple(), op.raw("R")])], // STACK_GLOBAL
    ["__main__.Model", Buffer.concat([op.global("__main__", "Model"), op.tuple(), op.raw("\x81}b")])], // NEWOBJ, BUILD
  ])("names %s, and where it stands", (name, content) => {
    refuses(legacyFile(content, [1]), `found a call of "${name}", which was not run at byte `, "expected only collections.OrderedDict");
    refuses(zipFile([{ name: "m/data.pkl", content: Buffer.concat([content, op.raw(".")]) }]), `"${name}"`, "of m/data.pkl");
  });

  it.each([
    ["INST", op.raw("(ios\nsystem\n")],
    ["OBJ", Buffer.concat([op.raw("("), op.global("collections", "OrderedDict"), op.raw("o")])],
    ["EXT1", op.raw("\x82\x01")],
    ["PERSID", op.raw("Pstorage\n")],
    ["NEWOBJ_EX", op.raw("\x92")],
  ])("has no opcode %s", (name, content) => {
    refuses(legacyFile(content), `(${name}), which was not run`, "expected the opcodes that torch.save writes");
  });

  it("cannot call what it made itself, nor a storage", () => {
    refuses(legacyFile(op.call(op.dict(), op.tuple())), 'a call of "a value of the file", which was not run');
    refuses(legacyFile(op.call(op.global("torch", "FloatStorage"), op.tuple())), 'a call of "torch.FloatStorage", which was not run');
  });

  it("shows no control characters of a global's name", () => {
    refuses(legacyFile(op.global("a\x1b[31m", "b")), '"a?[31m.b"');
  });
});

describe("a tensor that is not where it says", () => {
  it("is read where it says the truth", () => {
    const file = parseWeightFile(legacyFile(stateDict(tensorPickle({ offset: 1, shape: [2], count: 3 })), [1, 2, 3]), "w");
    expect(file.tensors.w).toEqual({ dtype: "F32", shape: [2], values: Float32Array.of(2, 3) });
  });

  it.each([
    ["beyond its storage", { shape: [4], count: 3 }, 'shape [4] with strides [1] from element 0 at tensor "w"', "at most the 3 elements"],
    ["by its offset", { offset: 3, count: 3 }, "from element 3", "at most the 3 elements"],
    ["by its strides", { shape: [2, 2], strides: [3, 1], count: 3 }, "strides [3,1]", "at most the 3 elements"],
    [
      "in shapes that overflow",
      { shape: [2 ** 40, 2 ** 40], strides: [0, 0], count: 3 },
      "shape [1099511627776,1099511627776]",
      "at most the 3 elements",
    ],
    ["in a shape of terabytes over one number", { shape: [2 ** 40], strides: [0], count: 3 }, "4398046511104 bytes more", "at most"],
  ])("%s", (_, tensor, found, expected) => {
    refuses(legacyFile(stateDict(tensorPickle(tensor)), [1, 2, 3]), found, expected);
  });

  it("whose storage has another count is refused", () => {
    refuses(
      legacyFile(stateDict(tensorPickle({ count: 2 })), [1, 2, 3]),
      "a storage of 3 numbers at byte",
      "expected 2, as its tensor says",
    );
  });

  it("whose storage is missing is named", () => {
    const pickle = Buffer.concat([stateDict(oneFloat), op.raw(".")]);
    refuses(zipFile([{ name: "m/data.pkl", content: pickle }]), 'no zip entry "m/data/0"', "an entry for each storage it names");
  });
});

describe("a safetensors file that lies", () => {
  it("about a header of 4 GB", () => {
    refuses(
      safetensorsFile('{"w":{}}', 0, 2 ** 32),
      "found a header length of 4294967296, expected at most the 8 bytes that follow. Take a whole copy",
    );
  });

  it.each([
    [
      "shapes that do not multiply",
      '{"dtype":"F32","shape":[3],"data_offsets":[0,8]}',
      'tensor "w" at bytes 0 to 8, expected 12 bytes inside the 8',
    ],
    ["a shape that overflows", '{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}', "expected Infinity bytes"],
    ["offsets outside", '{"dtype":"F32","shape":[2],"data_offsets":[400,408]}', "at bytes 400 to 408"],
    ["offsets in reverse", '{"dtype":"F32","shape":[0],"data_offsets":[8,0]}', "at bytes 8 to 0"],
    ["numbers that are none", '{"dtype":"F32","shape":[1e99],"data_offsets":[0,8]}', 'tensor "w" with an unknown description'],
  ])("about %s", (_, entry, found) => {
    refuses(safetensorsFile(`{"w":${entry}}`, 8), found);
  });

  it("by two tensors over the same bytes", () => {
    const entry = '{"dtype":"F32","shape":[2],"data_offsets":[0,8]}';
    refuses(
      safetensorsFile(`{"a":${entry},"b":${entry}}`, 8),
      "found tensor bytes at 0, expected them to follow at 8, without gap or overlap",
    );
  });

  it("by depth", () => {
    refuses(safetensorsFile(`{"w":${"[".repeat(200_000)}${"]".repeat(200_000)}}`), 'tensor "w" with an unknown description');
    refuses(safetensorsFile(`{"w":${"[".repeat(200_000)}`), "a header that is not JSON");
  });
});

describe("a zip that lies", () => {
  const pickleOf = (count: number) => Buffer.concat([stateDict(tensorPickle({ shape: [count], count })), op.raw(".")]);

  it("as a bomb of deflated zeros", () => {
    const zeros = Buffer.alloc(96 * 2 ** 20);
    const bomb = zipFile([
      { name: "m/data.pkl", content: pickleOf(zeros.length / 4) },
      { name: "m/data/0", content: zeros, isDeflated: true },
    ]);
    expect(bomb.length).toBeLessThan(2 ** 20);
    refuses(bomb, '100663296 bytes more at zip entry "m/data/0"', "more from this file");
  });

  it("about how much an entry unpacks to", () => {
    const bomb = zipFile([{ name: "m/data.pkl", content: Buffer.alloc(4096), isDeflated: true, claimedBytes: 2 ** 31 }]);
    refuses(bomb, "2147483648 bytes out of", "at most 1032 a byte");
    const small = zipFile([{ name: "m/data.pkl", content: Buffer.alloc(4096), isDeflated: true, claimedBytes: 100 }]);
    refuses(small, "deflated bytes that do not unpack", "expected 100 bytes");
  });

  it("about where an entry is", () => {
    refuses(zipFile([{ name: "m/data.pkl", content: pickleOf(1), claimedOffset: 2 ** 31 }]), "a reference to 30 bytes at byte 2147483648");
    refuses(zipFile([{ name: "m/data.pkl", content: pickleOf(1), claimedOffset: 1 }]), "no local header", "expected one at byte 1");
  });

  it("by a name that leads out of its folder, which is only ever compared", () => {
    refuses(zipFile([{ name: "../../etc/passwd", content: Buffer.from("x") }]), 'found a zip of "../../etc/passwd"', "with one data.pkl");
  });
});

describe("a file without end", () => {
  it("of dicts within dicts", () => {
    const levels = 200;
    const nested = Array.from({ length: levels }).reduce<Buffer>(
      (inner) => op.dict([op.text("w"), oneFloat], [op.text("d"), inner]),
      oneFloat,
    );
    refuses(legacyFile(nested, [1]), "found parts within parts without end, expected at most 32 levels");
  });

  it("of items: half a million empty dicts", () => {
    refuses(legacyFile(op.raw(`(${"}".repeat(600_000)}l`)), "found a file without end, expected at most 500000 items");
  });

  it("of lists that hold themselves", () => {
    refuses(legacyFile(op.raw("]q\x00h\x00a")), "found no dict, expected a dict of tensors by name");
    refuses(
      legacyFile(Buffer.concat([op.raw("}q\x00"), op.text("w"), oneFloat, op.raw("s"), op.text("d"), op.raw("h\x00s")]), [1]),
      "32 levels",
    );
  });

  it("of HDF5 groups that hold themselves", () => {
    const bytes = fixture("keras-types.h5");
    const root = bytes.readBigUInt64LE(64);
    const symbols = bytes.indexOf("SNOD");
    expect(bytes.readUInt16LE(symbols + 6)).toBe(1); // the root's only member, vars
    bytes.writeBigUInt64LE(root, symbols + 8 + 8);
    refuses(bytes, "found parts within parts without end, expected at most 32 levels");
  });

  it("of HDF5 trees that are their own branches", () => {
    const bytes = fixture("keras-types.h5");
    const tree = bytes.indexOf("TREE");
    bytes[tree + 5] = 1; // a branch, not a leaf
    bytes.writeBigUInt64LE(BigInt(tree), tree + 24 + 8);
    refuses(bytes, "found parts within parts without end, expected at most 32 levels");
  });
});

describe("a file that names other files", () => {
  it("is told which, and no other file is opened", () => {
    refuses(fixture("keras-external.h5"), 'found a link to another file, which was not followed at "linked"', "without links");
    refuses(fixture("keras-external-data.h5"), "found data that lies in other files at byte", "Save it again in one file.");
  });
});

describe("what is no file of weights", () => {
  it.each([
    ["an HTML page", "<!DOCTYPE html>\n<html><head><title>Quota exceeded</title>", "found a web page", "Download the weights again"],
    [
      "a Git LFS pointer",
      "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 580000\n",
      "found a Git LFS pointer",
      "git lfs pull",
    ],
    ["a server's message", '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', "found an XML message", "Download"],
    ["nothing", "", "found an empty file", "Download the weights again"],
    ["a download that was only reserved", "\0".repeat(600), "found nothing but zeros", "Download the weights again"],
    ["a text", "not weights at all", "found text", "Choose a file of weights."],
    ["JSON", '{"weight_map": {"conv1.weight": "model-00001.safetensors"}}', "the index of a model in several files", "safetensors.numpy"],
    ["an archive", "\x1f\x8b\x08", "found a gzip archive", "Unpack it"],
    ["Lua Torch", `\x04\0\0\0\x01\0\0\0\x03\0\0\0V 1`, "a Lua Torch file (.t7)", "Choose the .pth"],
    ["an image", "\x89PNG\r\n\x1a\n", "found an image", "Choose a file of weights."],
  ])("%s is told so", (_, text, found, mend) => {
    refuses(Buffer.from(text, "latin1"), found, "expected weights of PyTorch, safetensors, Keras or MatConvNet", mend);
  });

  it.each([
    ["torchscript.pt", "found a TorchScript program", "save model.state_dict()"],
    ["torch-whole-module.pth", 'a call of "torch.nn.modules.linear.Linear", which was not run', "save model.state_dict() alone"],
    ["not-a-network.mat", 'found the variables "x", "names", expected a cell array named layers', "MatConvNet"],
    ["keras-track-order.h5", "in the newest layout", "without libver='latest' and track_order"],
  ])("%s is told so", (name, found, mend) => {
    refuses(fixture(name), found, mend);
  });

  it("is not read where it is larger than any network", () => {
    const folder = mkdtempSync(join(tmpdir(), "omnifer-weights-"));
    try {
      const path = join(folder, "huge.pth");
      const descriptor = openSync(path, "w");
      ftruncateSync(descriptor, 2 ** 32 + 1); // a hole: it takes no disk
      closeSync(descriptor);
      expect(() => readWeightFile(path)).toThrow("huge.pth: found 4294967297 bytes, expected a file of at most 4294967296 bytes.");
      expect(() => readWeightFile(folder)).toThrow("found a folder or a device, expected a weight file");
      expect(() => readWeightFile(join(folder, "absent.pth"))).toThrow("absent.pth: found no readable file");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
