// Value and gradients in one walk back that frees as it goes. tfjs keeps everything that the way forward saved, and every gradient of an
// activation, until the last gradient is there: twice the memory of the activations. Here a step of the way back disposes what it read.
import { loadTensorFlow } from "./backend.ts";
import type { Tensor } from "./tensorflow.ts";

/** A step of the way forward, as tfjs records it. */
interface TapeNode {
  kernelName: string;
  inputs: Record<string, Tensor>;
  outputs: Tensor[];
  saved?: Tensor[];
  /** Absent where the step has no gradient. */
  gradient?: (dys: (Tensor | null)[]) => Record<string, () => Tensor>;
}

/** As much of tfjs' engine as is called here. */
interface Recorder {
  state: { activeTape: TapeNode[] | null; gradientDepth: number };
  startTape(): void;
  endTape(): void;
}

/**
 * What tf.valueAndGrads gives, each gradient handed over as soon as it is whole: what `take` does not keep need not be in memory
 * together. Nothing on the rest of the way back reads that tensor of `xs`, so `take` may use it up.
 *
 * @param f     of `xs` to a number; not inside another gradient, whose tape this would spend
 * @param xs    tensors that f closes over or is given
 * @param take  given the gradient by xs[index], and its owner from then on
 * @returns f's value; the caller disposes it
 * @throws Error when f does not depend on one of them
 */
export function takeGradients(f: (...xs: Tensor[]) => Tensor, xs: Tensor[], take: (gradient: Tensor, index: number) => void): Tensor {
  const tf = loadTensorFlow();
  const recorder = tf.engine() as unknown as Recorder;
  if (recorder.state.gradientDepth > 0) throw new Error("A walk back inside another gradient: use tf.valueAndGrads there.");
  recorder.startTape();
  let value: Tensor;
  try {
    value = tf.tidy(() => f(...xs) as never) as Tensor;
  } finally {
    recorder.endTape();
  }
  const tape = recorder.state.activeTape ?? [];
  recorder.state.activeTape = null;
  const gradients = new Map<number, Tensor>();
  try {
    walkBack(tape, value, xs, gradients, take);
    return value;
  } catch (error) {
    tf.dispose([value, ...gradients.values()]);
    throw error;
  } finally {
    for (const { saved } of tape) tf.dispose(saved ?? []);
  }
}

/** Keeps in `gradients`, by tensor id, what is not whole or not yet read. */
function walkBack(
  tape: TapeNode[],
  value: Tensor,
  xs: Tensor[],
  gradients: Map<number, Tensor>,
  take: (gradient: Tensor, index: number) => void,
): void {
  const tf = loadTensorFlow();
  const followsXs = idsThatFollow(tape, xs);
  const wholeAfter = firstReaders(tape, xs);
  gradients.set(value.id, tf.onesLike(value));
  for (const node of tape.slice().reverse()) {
    const { kernelName, inputs, outputs, saved, gradient } = node;
    const dys = outputs.map(({ id }) => gradients.get(id) ?? null);
    const wanted = Object.entries(inputs).filter(([, { id }]) => followsXs.has(id));
    if (wanted.length > 0 && dys.some((dy) => dy !== null)) {
      if (!gradient) throw new Error(`No gradient is known for ${kernelName}.`);
      tf.tidy(() => {
        const byInput = gradient(dys);
        for (const [name, { id }] of wanted) {
          const slope = byInput[name];
          if (!slope) throw new Error(`${kernelName} has no gradient by its input ${name}.`);
          addTo(gradients, id, tf.tidy(() => slope() as never) as Tensor);
        }
      });
    }
    tf.dispose(saved ?? []);
    for (const [index, { id }] of outputs.entries()) {
      dys[index]?.dispose();
      gradients.delete(id);
    }
    for (const index of wholeAfter.get(node) ?? []) {
      const { id } = xs[index]!;
      const whole = requireGradient(gradients.get(id));
      gradients.delete(id);
      take(whole, index);
    }
  }
}

/** Positions in `xs` by the step that reads them first: on the way back the last one that adds to their gradients. */
function firstReaders(tape: TapeNode[], xs: Tensor[]): Map<TapeNode, number[]> {
  const readers = new Map<TapeNode, number[]>();
  for (const [index, { id }] of xs.entries()) {
    const reader = tape.find(({ inputs }) => Object.values(inputs).some((input) => input.id === id));
    if (!reader) throw notOneOfThem();
    readers.set(reader, [...(readers.get(reader) ?? []), index]);
  }
  return readers;
}

function requireGradient(gradient: Tensor | undefined): Tensor {
  if (!gradient) throw notOneOfThem();
  return gradient;
}

const notOneOfThem = () => new Error("The value does not depend on every tensor by which its gradient is asked for.");

/** Tensors that were made from one of xs, and xs themselves. */
function idsThatFollow(tape: TapeNode[], xs: Tensor[]): Set<number> {
  const ids = new Set(xs.map(({ id }) => id));
  for (const { inputs, outputs } of tape) {
    if (Object.values(inputs).some(({ id }) => ids.has(id))) for (const { id } of outputs) ids.add(id);
  }
  return ids;
}

function addTo(gradients: Map<number, Tensor>, id: number, slope: Tensor): void {
  const before = gradients.get(id);
  // A gradient may hand on the very tensor that came to it, or one tensor to two inputs.
  const own = before ? before.add(slope) : [...gradients.values()].includes(slope) ? slope.clone() : slope;
  gradients.set(id, loadTensorFlow().keep(own));
  before?.dispose();
}
