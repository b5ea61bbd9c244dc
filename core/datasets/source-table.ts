// What a reader found in a data set, in the set's own words: a row a picture, by column, because a pool has millions.
import { InputError } from "../errors.ts";

export interface SourceTable {
  count: number;
  /** Addresses (images/picture-address.ts), relative to the set's folder. */
  pictures: string[];
  /** Index into `labels`; -1 without one. */
  label: Int16Array;
  /** The set's own label words, as its files write them. */
  labels: string[];
  /** Index into `parts`. */
  part: Uint8Array;
  /** The set's own parts: "train", "test"; "all" where it has none. */
  parts: string[];
  /** Index into `subjects`; -1 where nobody knows who it is. */
  subject: Int32Array;
  /** People without a picture, too, where a choice of the reader's left out all that they had. */
  subjects: string[];
  /** Index into `sequences`: frames of one film; -1 for a photograph. */
  sequence: Int32Array;
  sequences: string[];
  /** Line or record of the file that labels it, from 1; 0 where no file does. */
  line: Uint32Array;
}

/** One picture, as a reader meets it. */
export interface SourceRow {
  picture: string;
  label?: string;
  part?: string;
  subject?: string;
  sequence?: string;
  line?: number;
}

/** A JavaScript Map holds as many. */
export const rowLimit = 2 ** 24 - 1;

/** Collects rows; words get their numbers in order of first appearance unless they are given beforehand. */
export class SourceTableBuilder {
  readonly #pictures: string[] = [];
  readonly #label: number[] = [];
  readonly #part: number[] = [];
  readonly #subject: number[] = [];
  readonly #sequence: number[] = [];
  readonly #line: number[] = [];
  readonly #labels: Words;
  readonly #parts: Words;
  readonly #subjects = new Words([]);
  readonly #sequences = new Words([]);

  readonly #most: number;

  /** @param most  rows the table holds */
  constructor({ labels = [], parts = [], most = rowLimit }: { labels?: readonly string[]; parts?: readonly string[]; most?: number } = {}) {
    this.#most = most;
    this.#labels = new Words(labels);
    this.#parts = new Words(parts);
  }

  get count(): number {
    return this.#pictures.length;
  }

  /** @throws InputError when there are more rows than a table holds */
  add({ picture, label, part = "all", subject, sequence, line = 0 }: SourceRow): void {
    if (this.count >= this.#most) {
      const mend = "Take a part of the data set, or split it.";
      throw new InputError({ file: picture, found: `more than ${this.#most} pictures`, expected: `at most ${this.#most}`, mend });
    }
    this.#pictures.push(picture);
    this.#label.push(this.#labels.numberOf(label));
    this.#part.push(this.#parts.numberOf(part));
    this.#subject.push(this.#subjects.numberOf(subject));
    this.#sequence.push(this.#sequences.numberOf(sequence));
    this.#line.push(line);
  }

  /** Somebody whose pictures may all be left out: folds of people count them nevertheless (evaluation/protocols.ts). */
  addSubject(subject: string): void {
    this.#subjects.numberOf(subject);
  }

  table(): SourceTable {
    return {
      count: this.count,
      pictures: this.#pictures,
      label: Int16Array.from(this.#label),
      labels: this.#labels.list,
      part: Uint8Array.from(this.#part),
      parts: this.#parts.list,
      subject: Int32Array.from(this.#subject),
      subjects: this.#subjects.list,
      sequence: Int32Array.from(this.#sequence),
      sequences: this.#sequences.list,
      line: Uint32Array.from(this.#line),
    };
  }
}

class Words {
  readonly list: string[];
  readonly #numbers: Map<string, number>;

  constructor(words: readonly string[]) {
    this.list = [...words];
    this.#numbers = new Map(words.map((word, index) => [word, index]));
  }

  numberOf(word: string | undefined): number {
    if (word === undefined) return -1;
    let number = this.#numbers.get(word);
    if (number === undefined) {
      number = this.list.push(word) - 1;
      this.#numbers.set(word, number);
    }
    return number;
  }
}
