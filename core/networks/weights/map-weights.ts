// From the tensors of a file to the parameters of a network: which goes where, what is done to it, what is left over, what is missing.
// Every misfit is found before anything is said, because the list of them tells what the file really is.
import type { Network, ParameterSpec } from "../network.ts";
import { type Arranged, arrange, type FloatTensor, withReversedInputs } from "./arrange-axes.ts";
import type { ChannelOrder, ImportReport } from "./import-report.ts";
import { storedShape } from "./layout.ts";
import type { RecognisedLayout } from "./layouts/registry.ts";
import type { StoredTensor } from "./safetensors.ts";
import { quoted, weightFault } from "./weight-fault.ts";
import type { WeightFile } from "./weight-file.ts";

export type MappedNetwork = Pick<Network, "name" | "parameters" | "head" | "channels">;

/** The last layer of a file, as PyTorch stores it: `weight` [classes, features], `bias` [classes]. */
export interface StoredHead {
  weight: FloatTensor;
  bias: FloatTensor;
  report: ImportReport["tensors"];
}

export interface MappedWeights {
  /** Under our names, as PyTorch stores them, for RGB; without the last layer. */
  body: Record<string, StoredTensor>;
  /** Null when the file has none that fits the features. */
  head: StoredHead | null;
  report: Pick<ImportReport, "tensors" | "unused">;
}

/** What does not fit, one line a tensor: "no conv1.weight", or what was found in its place. */
export type Misfits = readonly string[];

/** So many are named; the error says how many more there are. */
const namedMisfits = 12;
/** Of tensors without use; a checkpoint of another program may have thousands. */
const namedUnused = 200;

/**
 * @param channelOrder  of the file; the first layer is made one for RGB
 * @throws InputError naming every tensor that is missing, has another shape, is there twice or holds what is no number
 */
export function mapWeights(
  file: WeightFile,
  fileName: string,
  recognised: RecognisedLayout,
  network: MappedNetwork,
  channelOrder: ChannelOrder,
): MappedWeights {
  const { mapped, misfits } = tryMapping(file, recognised, network, channelOrder);
  if (misfits.length === 0) return mapped;
  const named = misfits.slice(0, namedMisfits).join("; ");
  const more = misfits.length > namedMisfits ? `; and ${misfits.length - namedMisfits} more` : "";
  throw weightFault(fileName, {
    found: `${misfits.length} misfits: ${named}${more}`,
    expected: `the tensors of ${recognised.layout.title}`,
    mend: "Choose a whole file of this network; one of another depth or width has the same names in other shapes.",
  });
}

/** The same without an error: what could be mapped, and what could not. */
export function tryMapping(
  file: WeightFile,
  { layout, names }: RecognisedLayout,
  network: MappedNetwork,
  channelOrder: ChannelOrder,
): { mapped: MappedWeights; misfits: Misfits } {
  const misfits: string[] = [];
  const from = invert(names, misfits);
  const specs = network.parameters(1);
  const isOfHead = ({ name }: ParameterSpec) => name.startsWith(`${network.head}.`);
  const body: Record<string, StoredTensor> = {};
  const tensors: ImportReport["tensors"] = [];
  const used = new Set<string>();
  const arranged = (spec: ParameterSpec): Arranged | null => {
    const source = from.get(spec.name);
    return source === undefined ? null : arrange(file.tensors[source]!, spec, layout.axes, gridOf(spec, specs));
  };
  const take = (name: string, tensor: StoredTensor, changes: string[]) => {
    const source = from.get(name)!;
    body[name] = tensor;
    tensors.push({ name, from: source, shape: tensor.shape, changes });
    used.add(source);
  };
  const [first] = specs;
  for (const spec of specs) {
    if (isOfHead(spec)) continue;
    const found = arranged(spec);
    const fault = misfitOf(spec, found, file, from.get(spec.name));
    if (fault !== null) misfits.push(fault);
    else if (spec === first && channelOrder === "bgr" && network.channels === 3) {
      take(spec.name, withReversedInputs(found!.tensor), [...found!.changes, "input channels reversed to RGB"]);
    } else take(spec.name, found!.tensor, found!.changes);
    const count = batchCountOf(spec.name);
    const counted = count !== null && from.has(count) ? file.tensors[from.get(count)!]! : null;
    if (counted?.dtype === "I64" && counted.values.length === 1) take(count!, { ...counted, shape: [] }, []);
  }
  const head = headOf(file, network, from, arranged);
  const unused = Object.entries(file.tensors)
    .filter(([name]) => !used.has(name))
    .slice(0, namedUnused)
    .map(([name, { shape }]) => ({ name, shape }));
  return { mapped: { body, head, report: { tensors, unused } }, misfits };
}

/** Names of the file by ours. Two tensors for one parameter are no choice of ours. */
function invert(names: ReadonlyMap<string, string>, misfits: string[]): Map<string, string> {
  const from = new Map<string, string>();
  for (const [name, ours] of names) {
    const earlier = from.get(ours);
    if (earlier === undefined) from.set(ours, name);
    else misfits.push(`${quoted(earlier)} and ${quoted(name)} both for ${quoted(ours)}`);
  }
  return from;
}

function misfitOf(spec: ParameterSpec, found: Arranged | null, file: WeightFile, source: string | undefined): string | null {
  if (source === undefined) return `no ${spec.name}`;
  const { dtype, shape } = file.tensors[source]!;
  if (found === null) return `${quoted(source)} as ${dtype} [${shape}] for ${spec.name} [${storedShape(spec.shape, spec.kind)}]`;
  const outside = found.tensor.values.findIndex((value) => !Number.isFinite(value));
  return outside < 0 ? null : `${quoted(source)} with ${found.tensor.values[outside]} among its numbers`;
}

/** The last layer for as many classes as its bias has. */
function headOf(
  file: WeightFile,
  network: MappedNetwork,
  from: ReadonlyMap<string, string>,
  arranged: (spec: ParameterSpec) => Arranged | null,
): StoredHead | null {
  const biasName = from.get(`${network.head}.bias`);
  if (biasName === undefined) return null;
  const classCount = file.tensors[biasName]!.values.length;
  const specs = network.parameters(classCount);
  const parts = ["weight", "bias"].map((member) => {
    const name = `${network.head}.${member}`;
    const found = arranged(specs.find((spec) => spec.name === name)!);
    const isSound = found !== null && classCount > 0 && found.tensor.values.every(Number.isFinite);
    return isSound ? { ...found, line: { name, from: from.get(name)!, shape: found.tensor.shape, changes: found.changes } } : null;
  });
  const [weight, bias] = parts;
  return weight && bias ? { weight: weight.tensor, bias: bias.tensor, report: [weight.line, bias.line] } : null;
}

/** The first linear layer after convolutions reads a map of them: as many cells as it has inputs a channel. */
function gridOf(spec: ParameterSpec, specs: readonly ParameterSpec[]): number {
  const firstLinear = specs.find(({ kind }) => kind === "linear");
  if (spec.name !== firstLinear?.name) return 1;
  const channels = specs.filter(({ kind }) => kind === "convolution").at(-1)!.shape[3]!;
  return Math.sqrt(spec.shape[0]! / channels);
}

/** PyTorch's count of batches beside a running mean: no parameter of ours, but kept for those who load the file there. */
const batchCountOf = (name: string): string | null =>
  name.endsWith(".running_mean") ? `${name.slice(0, -".running_mean".length)}.num_batches_tracked` : null;
