// A pickle is a program for a stack machine, and unpickling is what runs it: os.system is two opcodes away. This machine has no
// opcode that imports and calls what the file names. A global is looked up in the caller's short list; a call runs a function of
// ours; anything else ends with the name of what was asked for. There is no looser mode.
import type { ByteReader } from "./byte-reader.ts";
import { opcodeNames, opcodes } from "./pickle-opcodes.ts";
import { quoted, weightFault } from "./weight-fault.ts";

/** What a pickle may name. */
export interface PickleNames {
  /** By `module.name`. */
  globals: ReadonlyMap<string, PickleGlobal>;
  /** What stands for a persistent id; absent where the file may have none. Undefined: not an id that we know. */
  persistent?: (id: unknown) => unknown;
}

/** A global of the short list. `call` makes the value that Python's call would make; undefined: wrong arguments. */
export class PickleGlobal {
  constructor(
    readonly name: string,
    readonly call?: (args: readonly unknown[]) => unknown,
  ) {}
}

/** Python's `mark`: the lower end of the next list of items. */
const mark = Symbol("mark");

/** The stack, the memo and what opcodes do to them. */
export class PickleMachine {
  readonly #stack: unknown[] = [];
  readonly #memo = new Map<number, unknown>();

  constructor(
    readonly reader: ByteReader,
    readonly names: PickleNames,
  ) {}

  push(value: unknown): void {
    this.#stack.push(value);
  }

  pushMark(): void {
    this.#stack.push(mark);
  }

  pop(): unknown {
    const value = this.#stack.pop();
    if (value === undefined || value === mark) throw this.fault("an opcode without its operand", "values on the stack first");
    return value;
  }

  /** The value on top, which stays. */
  top(): unknown {
    const value = this.pop();
    this.#stack.push(value);
    return value;
  }

  popToMark(): unknown[] {
    const from = this.#stack.lastIndexOf(mark);
    if (from < 0) throw this.fault("a list without its mark", "a mark before its items");
    return this.#stack.splice(from).slice(1);
  }

  remember(key: number): void {
    this.#memo.set(key, this.top());
  }

  rememberNext(): void {
    this.remember(this.#memo.size);
  }

  recall(key: number): void {
    if (!this.#memo.has(key)) throw this.fault(`memo ${key}`, "a value that was stored before");
    this.push(this.#memo.get(key));
  }

  /** @throws InputError unless the global stands on the short list */
  pushGlobal(module: string, name: string): void {
    const found = this.names.globals.get(`${module}.${name}`);
    if (!found) throw this.refusal(`${module}.${name}`);
    this.push(found);
  }

  /** Python's `callable(*args)`, of a global on the short list alone. */
  call(callable: unknown, args: unknown): void {
    if (!(callable instanceof PickleGlobal) || !callable.call) {
      throw this.refusal(callable instanceof PickleGlobal ? callable.name : "a value of the file");
    }
    if (!Array.isArray(args)) throw this.fault(`${callable.name} with no tuple of arguments`, "a tuple");
    for (const arg of args.slice(0, 8)) if (Array.isArray(arg)) this.reader.budget.count(arg.length); // a call may copy them
    const made = callable.call(args);
    if (made === undefined) throw this.fault(`${callable.name} with unknown arguments`, "the arguments that torch.save writes");
    this.push(made);
  }

  refusal(name: string): Error {
    return weightFault(this.reader.source.file, {
      place: this.reader.place,
      found: `a call of ${quoted(name)}, which was not run`,
      expected: `only ${[...this.names.globals.keys()].filter((known) => !known.endsWith("Storage")).join(", ")} and storages`,
      mend: "If you trust its origin, load it in Python and save model.state_dict() alone; else delete it.",
    });
  }

  fault(found: string, expected: string): Error {
    return weightFault(this.reader.source.file, { place: this.reader.place, found, expected });
  }
}

/**
 * Runs one pickle from the reader's position to its STOP; the reader stands behind it then.
 *
 * @returns null, booleans, numbers, bigints, strings, bytes, arrays (lists and tuples), Maps (dicts), and what `names` made
 * @throws InputError, and nothing else
 */
export function unpickle(reader: ByteReader, names: PickleNames): unknown {
  const machine = new PickleMachine(reader, names);
  for (;;) {
    reader.budget.count();
    const code = reader.uint8();
    if (code === 0x2e) return machine.pop(); // STOP
    const run = opcodes.get(code);
    if (!run) {
      const known = opcodeNames.get(code);
      const found = `opcode 0x${code.toString(16).padStart(2, "0")}${known ? ` (${known})` : ""}, which was not run`;
      throw machine.fault(found, "the opcodes that torch.save writes");
    }
    run(machine, reader);
  }
}
