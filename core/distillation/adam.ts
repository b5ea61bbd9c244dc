export interface Adam {
  step(values: Float32Array, gradient: Float32Array, rate: number): void;
}
export function createAdam(size: number): Adam {
  const first = new Float32Array(size);
  const second = new Float32Array(size);
  let t = 0;
  return {
    step(values, gradient, rate) {
      t++;
      const c1 = 1 - 0.5 ** t;
      const c2 = 1 - 0.999 ** t;
      for (let i = 0; i < size; i++) {
        const g = gradient[i]!;
        first[i] = 0.5 * first[i]! + 0.5 * g;
        second[i] = 0.999 * second[i]! + 0.001 * g * g;
        values[i]! -= (rate * (first[i]! / c1)) / (Math.sqrt(second[i]! / c2) + 1e-8);
      }
    },
  };
}
