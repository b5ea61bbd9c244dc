import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../errors.ts";
import type { NetworkName } from "../../recipe.ts";
import { usualSetup } from "../network-setup.ts";
import { type ImportOptions, weightsOf } from "./import-weights.ts";
import { storedShape } from "./layout.ts";
import {
  bgr,
  deepfaceVggFace,
  fileOf,
  kerasVggFace,
  matconvnetVggFace,
  narrowNetwork,
  stateOf,
  transformersName,
  vggFaceName,
  withNames,
} from "./published-files.fixture.ts";
import type { StoredTensor } from "./safetensors.ts";
import type { WeightFile } from "./weight-file.ts";
import { weightMetadata } from "./weight-input.ts";

const identities = 5;
const usual: ImportOptions = { network: null, classCount: 7, channelOrder: null, normalisation: null };
const read = (file: WeightFile, options: Partial<ImportOptions> = {}) => weightsOf(file, "w", { ...usual, ...options }, narrowNetwork);

/** The parameters of a network but its last layer. */
function bodyOf(name: NetworkName): Record<string, StoredTensor> {
  const { head } = narrowNetwork(name);
  return Object.fromEntries(Object.entries(stateOf(name, identities)).filter(([parameter]) => !parameter.startsWith(`${head}.`)));
}

/** A million numbers compare faster by their digest. */
const digests = (tensors: Record<string, StoredTensor>) =>
  Object.fromEntries(
    Object.entries(tensors).map(([name, { dtype, shape, values }]) => [
      name,
      [dtype, shape, createHash("sha256").update(values).digest("hex")],
    ]),
  );

const vgg = stateOf("vgg-face", identities);
const resnet = stateOf("resnet34", identities);
const prefixed = (prefix: string) => withNames(resnet, (name) => prefix + name);
const vggFaceInput = usualSetup("vgg-face").normalisation;
const imageNetInput = usualSetup("resnet34").normalisation;

describe("published weights", () => {
  it.each<[string, NetworkName, WeightFile, object]>([
    ["vgg_face_dag.pth", "vgg-face", fileOf("pytorch", withNames(vgg, vggFaceName)), { channelOrder: "rgb", normalisation: vggFaceInput }],
    ["a VGG-Face under torchvision's names", "vgg-face", fileOf("pytorch", vgg), { channelOrder: "rgb", normalisation: vggFaceInput }],
    ["torchvision's VGG-16", "vgg-face", fileOf("pytorch", { ...vgg, ...lastLayer(1000) }), { normalisation: imageNetInput }],
    ["rcmalli's .h5", "vgg-face", kerasVggFace(identities), { channelOrder: "bgr", normalisation: vggFaceInput }],
    ["deepface's .h5", "vgg-face", deepfaceVggFace(identities), { channelOrder: "bgr", normalisation: vggFaceInput }],
    [
      "vgg_face.mat, which brings its mean",
      "vgg-face",
      matconvnetVggFace(identities),
      { channelOrder: "rgb", inputFrom: "file", normalisation: { unit: 1, mean: [129.25, 104.75, 93.5], deviation: [1, 1, 1] } },
    ],
    ["torchvision's ResNet-34", "resnet34", fileOf("pytorch", resnet), { channelOrder: "rgb", normalisation: imageNetInput }],
    ["the same after DataParallel", "resnet34", fileOf("pytorch", prefixed("module.")), {}],
    ["the same out of Lightning and DataParallel", "resnet34", fileOf("pytorch", prefixed("model.module.")), {}],
    ["timm's safetensors", "resnet34", fileOf("safetensors", resnet, { metadata: { format: "pt" } }), { inputFrom: "table" }],
    ["microsoft/resnet-34", "resnet34", fileOf("safetensors", withNames(resnet, transformersName)), { normalisation: imageNetInput }],
    ["the compact network", "compact", fileOf("pytorch", stateOf("compact", identities)), { channelOrder: "rgb" }],
    ["the face-recognition network", "face-resnet", fileOf("safetensors", stateOf("face-resnet", identities)), {}],
  ])("puts every number of %s in its place", (_, network, file, input) => {
    const { tensors, report } = read(file);
    expect(report).toMatchObject({ network, head: "from-seed", inputFrom: "table", ...input });
    expect(digests(tensors)).toEqual(digests(bodyOf(network)));
    expect(report.tensors.map(({ name }) => name)).toEqual(Object.keys(tensors));
    expect(report.unused).toHaveLength(2); // the last layer
  });

  it("says what it did to a tensor", () => {
    const changes = new Map(read(kerasVggFace(identities)).report.tensors.map((tensor) => [tensor.name, tensor]));
    expect(changes.get("features.0.weight")).toEqual({
      name: "features.0.weight",
      from: "conv1_1/conv1_1/kernel:0",
      shape: [2, 3, 3, 3],
      changes: ["turned from [row, column, in, out]", "input channels reversed to RGB"],
    });
    expect(changes.get("classifier.0.weight")!.changes).toEqual([
      "turned from [in, out]",
      "inputs put into the order channel, row, column",
    ]);
    expect(changes.get("features.0.bias")!.changes).toEqual([]);
  });

  it("keeps the last layer when it has as many classes, and hands it on for the check in any case", () => {
    const kept = read(fileOf("pytorch", vgg), { classCount: identities });
    expect(kept.report).toMatchObject({ head: "from-file", unused: [] });
    expect(kept.tensors).toEqual(vgg);
    expect(read(fileOf("pytorch", vgg), { classCount: null }).tensors).toEqual(vgg);
    const { fileHead, report } = read(fileOf("pytorch", vgg), { classCount: 7 });
    expect(fileHead).toMatchObject({ weight: vgg["classifier.6.weight"], bias: vgg["classifier.6.bias"] });
    expect(report.unused).toEqual([
      { name: "classifier.6.weight", shape: [identities, 4] },
      { name: "classifier.6.bias", shape: [identities] },
    ]);
  });

  it("takes a given channel order for the file's, and turns it into RGB", () => {
    const { tensors, report } = read(fileOf("pytorch", vgg), { channelOrder: "bgr" });
    expect(report).toMatchObject({ channelOrder: "bgr", inputFrom: "option", normalisation: vggFaceInput, normalisationFrom: "table" });
    expect(tensors["features.0.weight"]).toEqual(bgr(vgg["features.0.weight"]!));
  });

  it("takes a given mean and deviation, such as timm's 0.5, for the table's, and says so", () => {
    const normalisation = { unit: 255 as const, mean: [0.5, 0.5, 0.5], deviation: [0.5, 0.5, 0.5] };
    const { report } = read(fileOf("pytorch", resnet), { normalisation });
    expect(report).toMatchObject({ normalisation, normalisationFrom: "option", channelOrder: "rgb", inputFrom: "table" });
  });

  it("refuses a mean for other channels than the network's", () => {
    const grey = { unit: 255 as const, mean: [0.5], deviation: [0.25] };
    expect(() => read(fileOf("pytorch", resnet), { normalisation: grey })).toThrow(
      "w: found weights of resnet34, and a mean and deviation of 1 and 1 numbers, expected three numbers each, one a colour.",
    );
    expect(() => read(fileOf("pytorch", stateOf("compact", 7)), { normalisation: imageNetInput })).toThrow("one number each: it sees grey");
  });

  it("knows the normalisation of the workbench's own files", () => {
    const normalisation = { unit: 255 as const, mean: [0.5, 0.4, 0.3], deviation: [0.1, 0.2, 0.3] };
    const file = fileOf("safetensors", resnet, { metadata: weightMetadata({ name: "resnet34", normalisation }) });
    expect(read(file).report).toMatchObject({ normalisation, inputFrom: "file", channelOrder: "rgb" });
    const nonsense = fileOf("safetensors", resnet, { metadata: { normalisation: '{"unit": 3}' } });
    expect(read(nonsense).report).toMatchObject({ normalisation: imageNetInput, inputFrom: "table" });
  });

  it("keeps PyTorch's counts of batches, and lists what it has no place for", () => {
    const count: StoredTensor = { dtype: "I64", shape: [], values: BigInt64Array.of(9n) };
    const { tensors, report } = read(fileOf("pytorch", { ...resnet, "bn1.num_batches_tracked": count, "ema.decay": count }));
    expect(tensors["bn1.num_batches_tracked"]).toEqual(count);
    expect(report.unused.map(({ name }) => name)).toEqual(["fc.weight", "fc.bias", "ema.decay"]);
  });
});

describe("weights that do not fit", () => {
  const importing = (file: WeightFile, options: Partial<ImportOptions> = {}) => expect(() => read(file, options));
  const { "layer1.2.conv1.weight": _, "layer4.0.bn1.bias": __, ...lacking } = resnet;

  it("are named tensor by tensor, in one error", () => {
    const other = { ...lacking, "conv1.weight": { ...resnet["conv1.weight"]!, shape: [2, 3, 49, 1] } };
    importing(fileOf("pytorch", other)).toThrow(
      'w: found 3 misfits: "conv1.weight" as F32 [2,3,49,1] for conv1.weight [2,3,7,7]; no layer1.2.conv1.weight; no layer4.0.bn1.bias, ' +
        "expected the tensors of ResNet-34 under torchvision's names. Choose a whole file of this network",
    );
  });

  it("are counted where there are many", () => {
    const shallow = Object.fromEntries(Object.entries(resnet).filter(([name]) => !/^layer\d\.[2-5]\./.test(name))); // two blocks a stage
    importing(fileOf("pytorch", shallow)).toThrow(/found 80 misfits: no layer1\.2\.conv1\.weight; .*; and 68 more, expected/);
  });

  it("are refused for another network, which is named", () => {
    importing(fileOf("pytorch", resnet), { network: "vgg-face" }).toThrow(
      "found weights of ResNet-34 under torchvision's names, expected names of torchvision's VGG-16, trained on ImageNet;",
    );
    importing(fileOf("pytorch", resnet), { network: "vgg-face" }).toThrow("Choose resnet34 as the network of this file, or another file.");
  });

  it("are refused when their names are strange", () => {
    const strange = Object.fromEntries(["a", "b", "c", "d", "e", "f"].map((name) => [name, resnet["fc.bias"]!]));
    importing(fileOf("pytorch", strange)).toThrow('found tensors named "a", "b", "c", "d", "e", ... (6 in all), expected names of');
  });

  it("are refused when two tensors claim one place", () => {
    const twice = { ...resnet, "module.conv1.weight": resnet["conv1.weight"]! };
    importing(fileOf("pytorch", twice)).toThrow('"conv1.weight" and "module.conv1.weight" both for "conv1.weight"');
  });

  it("are refused when they hold what is no number, or integers", () => {
    const bad = { ...resnet["bn1.bias"]!, values: Float32Array.of(1, Number.NaN) };
    importing(fileOf("pytorch", { ...resnet, "bn1.bias": bad })).toThrow('"bn1.bias" with NaN among its numbers');
    const whole: StoredTensor = { dtype: "I64", shape: [2], values: BigInt64Array.of(1n, 2n) };
    importing(fileOf("pytorch", { ...resnet, "bn1.bias": whole })).toThrow('"bn1.bias" as I64 [2] for bn1.bias [2]');
  });
});

describe("a file with tensors lost, renamed, reshaped or turned into integers", () => {
  const published = [
    fileOf("pytorch", resnet),
    fileOf("pytorch", withNames(vgg, vggFaceName)),
    kerasVggFace(identities),
    matconvnetVggFace(identities),
  ];

  it("is refused, or is all there (seed 1)", () => {
    const damage = fc.record({
      kind: fc.constantFrom("lose", "rename", "reshape", "integers"),
      at: fc.nat(),
      name: fc.string(),
      shape: fc.array(fc.nat(9), { maxLength: 5 }),
    });
    fc.assert(
      fc.property(fc.constantFrom(...published), fc.array(damage, { minLength: 1, maxLength: 3 }), (file, damages) => {
        const tensors = { ...file.tensors };
        for (const { kind, at, name, shape } of damages) {
          const key = Object.keys(tensors)[at % Object.keys(tensors).length]!;
          const tensor = tensors[key]!;
          const count = shape.reduce((product, size) => product * size, 1);
          if (kind === "lose" || kind === "rename") delete tensors[key];
          if (kind === "rename") tensors[name] = tensor;
          if (kind === "reshape") tensors[key] = { dtype: "F32", shape, values: new Float32Array(count) };
          if (kind === "integers") tensors[key] = { dtype: "I64", shape: tensor.shape, values: new BigInt64Array(tensor.values.length) };
        }
        try {
          const { tensors: taken, report } = read({ ...file, tensors });
          const { parameters, head } = narrowNetwork(report.network);
          const body = parameters(1).filter((spec) => !spec.name.startsWith(`${head}.`));
          for (const { name, shape, kind } of body) expect(taken[name]).toMatchObject({ dtype: "F32", shape: storedShape(shape, kind) });
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
          expect(error.message.length).toBeLessThan(3000);
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

function lastLayer(classCount: number) {
  const { "classifier.6.weight": weight, "classifier.6.bias": bias } = stateOf("vgg-face", classCount);
  return { "classifier.6.weight": weight!, "classifier.6.bias": bias! };
}
