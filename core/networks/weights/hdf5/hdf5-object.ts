// Groups and datasets as readers of weights see them: names, attributes, numbers. Objects are opened when they are asked for.
import { storedTensorOf } from "../number-format.ts";
import type { StoredTensor } from "../safetensors.ts";
import { quoted, weightFault } from "../weight-fault.ts";
import { readAttribute } from "./attribute.ts";
import { type Dataset, readDataset } from "./dataset.ts";
import { type Hdf5File, type MetadataReader, noAddress } from "./hdf5-file.ts";
import { type Link, readLinks } from "./links.ts";
import { type Message, messageKinds, messageOf, readObjectHeader } from "./object-header.ts";

export class Hdf5Object {
  readonly #file: Hdf5File;
  readonly #messages: readonly Message[];
  readonly #links: Map<string, Link> | null;
  readonly #dataset: Dataset | null;
  #attributes: Map<string, string[] | null> | null = null;

  /** @param path  names from the root, for errors and for the names of tensors */
  constructor(
    file: Hdf5File,
    address: number,
    readonly path: string,
  ) {
    this.#file = file;
    this.#messages = readObjectHeader(file, address);
    this.#links = readLinks(file, this.#messages);
    this.#dataset = this.#links ? null : readDataset(file, this.#messages);
  }

  get isGroup(): boolean {
    return this.#links !== null;
  }

  get isDataset(): boolean {
    return this.#dataset !== null;
  }

  /** Sizes of the axes; empty for a group. */
  get shape(): number[] {
    return this.#dataset?.shape ?? [];
  }

  /** Texts, or numbers as texts; null where there is no such attribute, or it is of another type. */
  attribute(name: string): string[] | null {
    this.#attributes ??= this.#readAttributes();
    return this.#attributes.get(name) ?? null;
  }

  /** Names in the group. */
  get names(): string[] {
    return [...(this.#links?.keys() ?? [])];
  }

  /** By name or path; null where there is none. @throws InputError for a link, because none is followed */
  child(path: string): Hdf5Object | null {
    let object: Hdf5Object = this;
    for (const name of path.split("/").filter((part) => part !== "")) {
      const link = object.#links?.get(name);
      if (!link) return null;
      const next = object.path === "" ? name : `${object.path}/${name}`;
      if (link.kind !== "object") {
        const mend = "Save the weights again in one file, without links.";
        throw weightFault(this.#file.budget.file, {
          place: quoted(next),
          found: `a ${link.kind}, which was not followed`,
          expected: "weights",
          mend,
        });
      }
      object = new Hdf5Object(this.#file, link.address, next);
    }
    return object;
  }

  /** As `child`, for what must be there. @throws InputError also when there is none */
  require(path: string): Hdf5Object {
    const found = this.child(path);
    if (found) return found;
    const place = quoted(this.path || "/");
    throw weightFault(this.#file.budget.file, {
      place,
      found: `nothing under ${quoted(path)}`,
      expected: "what the list of names promises",
    });
  }

  /** @throws InputError when it is no dataset of numbers, or not all are there */
  tensor(): StoredTensor {
    const { type, shape, bytes } = this.#requireDataset();
    if (type.kind !== "number" || shape.length > 8) {
      const found = type.kind === "number" ? `${shape.length} axes` : type.kind === "other" ? `values of type ${type.what}` : type.kind;
      throw weightFault(this.#file.budget.file, { place: quoted(this.path), found, expected: "numbers, on at most 8 axes" });
    }
    return storedTensorOf(type.format, shape, bytes(quoted(this.path)), type.isBigEndian, this.#file.budget, quoted(this.path));
  }

  /** The objects that a dataset of references names; null when it holds something else. */
  references(): (() => Hdf5Object)[] | null {
    const { type, bytes } = this.#requireDataset();
    if (type.kind !== "reference") return null;
    const raw = bytes(quoted(this.path));
    this.#file.budget.count(raw.byteLength / 8);
    const addresses = [...new BigUint64Array(raw.buffer)].map(Number);
    return addresses.map((address, index) => () => {
      if (address !== 0 && address !== noAddress) return new Hdf5Object(this.#file, address, `${this.path}{${index + 1}}`);
      throw weightFault(this.#file.budget.file, {
        place: quoted(this.path),
        found: "an empty reference",
        expected: "a value in each cell",
      });
    });
  }

  #requireDataset(): Dataset {
    if (this.#dataset) return this.#dataset;
    throw weightFault(this.#file.budget.file, { place: quoted(this.path), found: "a group", expected: "a dataset of numbers" });
  }

  #readAttributes(): Map<string, string[] | null> {
    const info = messageOf(this.#file, this.#messages, messageKinds.attributeInfo);
    if (info) this.#requireListed(info);
    const listed = this.#messages.filter(({ kind }) => kind === messageKinds.attribute);
    return new Map(listed.map((message) => readAttribute(this.#file, message)).map(({ name, values }) => [name, values]));
  }

  /** Many attributes in the newest layout lie in another heap. */
  #requireListed(info: MetadataReader): void {
    info.skip(1);
    if (info.uint8() & 1) info.skip(2);
    if (info.uint64() === noAddress) return;
    const mend = "Save it again with h5py.File(path, 'w'), without libver='latest' and track_order.";
    throw info.fault("attributes in the newest layout", "the layout that h5py and Keras write by default", mend);
  }
}
