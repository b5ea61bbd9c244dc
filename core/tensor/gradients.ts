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

/** What a way forward made, and its tape. */
export interface Recording {
  /** The caller's, who disposes them. */
  outputs: Tensor[];
  /**
   * One walk back, which spends the recording: products of the outputs' cotangents with the Jacobian, the sum over outputs of
   * cotangent · d output / d xs[index], each handed over as soon as it is whole. Nothing on the rest of the way reads that tensor of
   * `xs`, so `take` may use it up.
   *
   * @param cotangents  of the shapes of the outputs; disposed
   * @param take        owner of what it is given from then on
   * @throws Error when the outputs do not depend on one of xs
   */
  back(cotangents: Tensor[], xs: Tensor[], take: (gradient: Tensor, index: number) => void): void;
  /** For a recording that is not walked back. */
  dispose(): void;
}

/**
 * Goes forward and keeps the tape. Gradients inside f (tf.grads) are on it, and can be differentiated again.
 *
 * @param f  not inside another gradient, whose tape this would spend
 */
export function record(f: () => Tensor[]): Recording {
  const tf = loadTensorFlow();
  const recorder = tf.engine() as unknown as Recorder;
  if (recorder.state.gradientDepth > 0) throw new Error("A walk back inside another gradient: use tf.valueAndGrads there.");
  recorder.startTape();
  let outputs: Tensor[];
  try {
    outputs = tf.tidy(() => f() as never) as Tensor[];
  } finally {
    recorder.endTape();
  }
  const tape = recorder.state.activeTape ?? [];
  recorder.state.activeTape = null;
  const dispose = () => {
    for (const { saved } of tape) tf.dispose(saved ?? []);
  };
  return {
    outputs,
    dispose,
    back(cotangents, xs, take) {
      const gradients = new Map(cotangents.map((cotangent, index) => [outputs[index]!.id, cotangent]));
      try {
        walkBack(tape, xs, gradients, take);
      } finally {
        tf.dispose([...gradients.values()]);
        dispose();
      }
    },
  };
}

/**
 * What tf.valueAndGrads gives, each gradient handed over as soon as it is whole: what `take` does not keep need not be in memory together.
 *
 * @param f  of `xs` to a number; as in `record`
 * @param xs    tensors that f closes over or is given
 * @returns f's value; the caller disposes it
 * @throws Error when f does not depend on one of them
 */
export function takeGradients(f: (...xs: Tensor[]) => Tensor, xs: Tensor[], take: (gradient: Tensor, index: number) => void): Tensor {
  const recording = record(() => [f(...xs)]);
  const [value] = recording.outputs;
  try {
    recording.back([loadTensorFlow().onesLike(value!)], xs, take);
    return value!;
  } catch (error) {
    value!.dispose();
    throw error;
  }
}

/** `gradients`, by tensor id, begins with those of the outputs, and keeps what is not whole or not yet read. */
function walkBack(tape: TapeNode[], xs: Tensor[], gradients: Map<number, Tensor>, take: (gradient: Tensor, index: number) => void): void {
  const tf = loadTensorFlow();
  const followsXs = idsThatFollow(tape, xs);
  const wholeAfter = firstReaders(tape, xs);
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
