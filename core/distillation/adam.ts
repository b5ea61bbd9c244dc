// Adam (Kingma and Ba 2015) for what distillation learns: pixels, step sizes and soft labels, which are few enough to stay on the host.
// Weights of networks move in core/tensor/momentum-update.ts.

export interface AdamState {
  /** Running mean of the gradient. */
  first: Float32Array;
  /** Running mean of its square. */
  second: Float32Array;
  steps: number;
}

export interface AdamSettings {
  /** Decay of the mean of the gradient. */
  beta1: number;
  /** Decay of the mean of its square. */
  beta2: number;
  /** Default 1e-8. */
  epsilon?: number;
}

export interface Adam {
  /**
   * Step t: m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g²; values -= rate · m / (1 - beta1^t) / (√(v / (1 - beta2^t)) + epsilon).
   *
   * @param values    [size], changed in place
   * @param gradient  [size]
   * @throws RangeError when a length is not `size`
   */
  step(values: Float32Array, gradient: Float32Array, rate: number): void;
  /** A copy, to go on from. */
  state(): AdamState;
}

/** The betas of dataset distillation. */
const usualSettings: AdamSettings = { beta1: 0.5, beta2: 0.999 };

/** Adam of `size` values, before its first step. */
export const createAdam = (size: number, settings: AdamSettings = usualSettings): Adam =>
  restoreAdam({ first: new Float32Array(size), second: new Float32Array(size), steps: 0 }, settings);

/** Adam as it was when it gave this state, which stays as it is. */
export function restoreAdam(state: AdamState, { beta1, beta2, epsilon = 1e-8 }: AdamSettings = usualSettings): Adam {
  const [first, second] = [state.first.slice(), state.second.slice()];
  const size = first.length;
  let { steps } = state;
  return {
    step(values, gradient, rate) {
      requireSize(size, "values", values);
      requireSize(size, "gradient", gradient);
      steps++;
      const stepSize = rate / (1 - beta1 ** steps);
      const secondScale = Math.sqrt(1 - beta2 ** steps);
      for (let index = 0; index < size; index++) {
        const slope = gradient[index]!;
        first[index] = beta1 * first[index]! + (1 - beta1) * slope;
        second[index] = beta2 * second[index]! + (1 - beta2) * slope * slope;
        values[index]! -= (stepSize * first[index]!) / (Math.sqrt(second[index]!) / secondScale + epsilon);
      }
    },
    state: () => ({ first: first.slice(), second: second.slice(), steps }),
  };
}

function requireSize(size: number, name: string, values: Float32Array): void {
  if (values.length !== size) throw new RangeError(`Adam of ${size} values was given ${values.length} as ${name}.`);
}
