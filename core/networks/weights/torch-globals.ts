// What a file of torch.save may name: ordered dicts, tensors over storages, parameters and sizes. Each becomes plain data here;
// values are read later, by torch-tensor.ts, and only those that are asked for.
import type { NumberFormat } from "./number-format.ts";
import { PickleGlobal } from "./pickle.ts";

/** A run of numbers in the file that tensors are windows of. */
export class TorchStorage {
  constructor(
    readonly format: NumberFormat,
    readonly key: string,
    /** Elements. */
    readonly count: number,
  ) {}
}

/** A window of a storage: everything in elements. */
export class TorchTensor {
  constructor(
    readonly storage: TorchStorage,
    readonly offset: number,
    readonly shape: number[],
    readonly strides: number[],
  ) {}
}

const storageFormats: Readonly<Record<string, NumberFormat>> = {
  FloatStorage: "f32",
  HalfStorage: "f16",
  BFloat16Storage: "bf16",
  DoubleStorage: "f64",
  LongStorage: "i64",
  IntStorage: "i32",
  ShortStorage: "i16",
  CharStorage: "i8",
  ByteStorage: "u8",
  BoolStorage: "bool",
};

const formatByGlobal = new Map<PickleGlobal, NumberFormat>();

export const torchGlobals: ReadonlyMap<string, PickleGlobal> = new Map([
  ...callables({
    "collections.OrderedDict": orderedDict,
    "torch._utils._rebuild_tensor": rebuiltTensor,
    "torch._utils._rebuild_tensor_v2": rebuiltTensor,
    "torch._utils._rebuild_parameter": parameter,
    "torch._utils._rebuild_parameter_with_state": parameter,
    "torch.nn.parameter.Parameter": parameter,
    "torch.Size": ([sizes]) => (sizes === undefined ? [] : Array.isArray(sizes) ? sizes : undefined),
  }),
  ...storageTypes("torch"),
  ...storageTypes("torch.cuda"), // legacy files of weights that were on a GPU
]);

/** The storage of a persistent id: ("storage", type, key, device, count), and in legacy files a view, which newer ones do without. */
export function storageOfId(id: unknown): TorchStorage | undefined {
  if (!Array.isArray(id) || id[0] !== "storage") return undefined;
  const [, type, key, , count, view = null] = id;
  const format = type instanceof PickleGlobal ? formatByGlobal.get(type) : undefined;
  if (format === undefined || typeof key !== "string" || !isCount(count) || view !== null) return undefined;
  return new TorchStorage(format, key, count);
}

function callables(table: Record<string, (args: readonly unknown[]) => unknown>): [string, PickleGlobal][] {
  return Object.entries(table).map(([name, call]) => [name, new PickleGlobal(name, call)]);
}

function storageTypes(module: string): [string, PickleGlobal][] {
  return Object.entries(storageFormats).map(([type, format]) => {
    const name = `${module}.${type}`;
    const global = new PickleGlobal(name);
    formatByGlobal.set(global, format);
    return [name, global];
  });
}

/** Python 3 sets the items afterwards; Python 2 gives a list of pairs. */
function orderedDict([pairs]: readonly unknown[]): unknown {
  if (pairs === undefined) return new Map();
  const arePairs = Array.isArray(pairs) && pairs.every((pair) => Array.isArray(pair) && pair.length === 2);
  return arePairs ? new Map(pairs as [unknown, unknown][]) : undefined;
}

function rebuiltTensor([storage, offset, shape, strides]: readonly unknown[]): unknown {
  if (!(storage instanceof TorchStorage) || !isCount(offset) || !areCounts(shape) || !areCounts(strides)) return undefined;
  return shape.length === strides.length ? new TorchTensor(storage, offset, shape, strides) : undefined;
}

/** A parameter is its tensor; whether it was trained and its hooks do not matter to weights. */
function parameter([data]: readonly unknown[]): unknown {
  return data instanceof TorchTensor ? data : undefined;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const areCounts = (value: unknown): value is number[] => Array.isArray(value) && value.length <= 8 && value.every(isCount);
