// MATLAB's 7.3 files are HDF5: an attribute says the class of each value, cells and arrays of structs are references to values.
import type { Budget } from "./budget.ts";
import type { ByteSource } from "./byte-source.ts";
import { openHdf5 } from "./hdf5/hdf5-file.ts";
import { Hdf5Object } from "./hdf5/hdf5-object.ts";
import { longestText, type MatlabValue } from "./matlab-value.ts";
import { elementCount } from "./number-format.ts";

const numberClasses = ["single", "double", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "logical"];

/** Variables by name. @throws InputError, and nothing else */
export function readMatLevel73(source: ByteSource, budget: Budget): Map<string, MatlabValue> {
  const file = openHdf5(source, budget);
  const root = new Hdf5Object(file, file.rootAddress, "");
  const names = root.names.filter((name) => !name.startsWith("#")); // #refs# holds what cells refer to
  return new Map(names.map((name) => [name, readValue(root.require(name), budget)]));
}

function readValue(object: Hdf5Object, budget: Budget): MatlabValue {
  budget.count();
  const kind = object.attribute("MATLAB_class")?.[0] ?? "";
  const isEmpty = object.attribute("MATLAB_empty")?.[0] === "1";
  if (object.isGroup) return kind === "struct" ? structOf(object, budget) : { kind: "other", what: `a group of class ${kind}` };
  if (kind === "cell") return { kind: "cell", items: isEmpty ? [] : (referred(object, budget) ?? []) };
  if (kind === "char") return isEmpty ? { kind: "text", text: "" } : characters(object);
  if (isEmpty || !numberClasses.includes(kind)) return { kind: "other", what: isEmpty ? "nothing" : `an array of class ${kind}` };
  return { kind: "numbers", shape: object.shape, tensor: () => object.tensor() };
}

/** A struct of one element has its fields as members; one of several has references in each member instead. */
function structOf(group: Hdf5Object, budget: Budget): MatlabValue {
  const fields = group.names.map((name) => ({ name, object: group.require(name) }));
  const isArray = fields.length > 0 && fields.every(({ object }) => object.isDataset && object.attribute("MATLAB_class") === null);
  if (!isArray) {
    return budget.deeper(() => ({
      kind: "struct",
      elements: [new Map(fields.map(({ name, object }) => [name, readValue(object, budget)]))],
    }));
  }
  const columns = fields.map(({ name, object }) => ({ name, values: referred(object, budget) ?? [] }));
  const count = Math.min(...columns.map(({ values }) => values.length));
  budget.count(count * columns.length);
  const elements = Array.from({ length: count }, (_, index) => new Map(columns.map(({ name, values }) => [name, values[index]!])));
  return { kind: "struct", elements };
}

function referred(object: Hdf5Object, budget: Budget): MatlabValue[] | null {
  return budget.deeper(() => object.references()?.map((open) => readValue(open(), budget)) ?? null);
}

/** Stored as 16-bit numbers, one row. */
function characters(object: Hdf5Object): MatlabValue {
  if (elementCount(object.shape) > longestText) return { kind: "other", what: "a long text" };
  const text = Array.from<number | bigint, string>(object.tensor().values, (code) => String.fromCharCode(Number(code))).join("");
  return { kind: "text", text };
}
