// Where a step's time goes: each TensorFlow op with its share. Ops are called through two functions of the addon, which are wrapped
// here: tfjs' own, and the one that runs a graph of one op.
import { loadTensorFlow } from "../core/tensor/backend.ts";

type Execute = (name: string, ...rest: unknown[]) => unknown;

/**
 * Prints milliseconds a step by op, the share of convolutions, and what is spent outside of ops.
 *
 * @returns what the steps returned
 */
export function profileOps<T>(steps: number, step: () => T, print: (line: string) => void = console.log): T[] {
  const backend = loadTensorFlow().backend() as unknown as { binding: Record<string, unknown> };
  const { binding } = backend;
  const spent = new Map<string, { milliseconds: number; calls: number }>();
  // The addon's own properties cannot be replaced, so a copy of it stands in.
  const wrapped: Record<string, unknown> = {};
  for (const name of Object.getOwnPropertyNames(binding)) {
    const value = binding[name];
    wrapped[name] = typeof value === "function" ? value.bind(binding) : value;
  }
  const timed =
    (execute: Execute, nameOf: (first: string) => string): Execute =>
    (first, ...rest) => {
      const begun = performance.now();
      const result = execute(first, ...rest);
      const name = nameOf(first);
      const ofOp = spent.get(name) ?? { milliseconds: 0, calls: 0 };
      spent.set(name, { milliseconds: ofOp.milliseconds + performance.now() - begun, calls: ofOp.calls + 1 });
      return result;
    };
  wrapped.executeOp = timed(wrapped.executeOp as Execute, (name) => name);
  wrapped.runSavedModel = timed(wrapped.runSavedModel as Execute, () => "_MklNativeFusedConv2D"); // core/tensor/fused-convolution.ts
  backend.binding = wrapped;
  for (let warmUp = 0; warmUp < 3; warmUp++) step();
  spent.clear();
  const begun = performance.now();
  const results = Array.from({ length: steps }, step);
  const total = (performance.now() - begun) / steps;
  backend.binding = binding;
  for (const line of linesOf(spent, steps, total)) print(line);
  return results;
}

function linesOf(spent: Map<string, { milliseconds: number; calls: number }>, steps: number, total: number): string[] {
  const rows = [...spent].map(([name, { milliseconds, calls }]) => ({ name, milliseconds: milliseconds / steps, calls: calls / steps }));
  rows.sort((a, b) => b.milliseconds - a.milliseconds);
  const sum = (some: typeof rows) => some.reduce((all, { milliseconds }) => all + milliseconds, 0);
  const convolutions = sum(rows.filter(({ name }) => name.includes("Conv2D")));
  return [
    ...rows
      .slice(0, 16)
      .map(
        ({ name, milliseconds, calls }) =>
          `${name.padEnd(40)} ${milliseconds.toFixed(2).padStart(8)} ms ${calls.toFixed(0).padStart(4)} calls`,
      ),
    `step ${total.toFixed(1)} ms, of it ops ${sum(rows).toFixed(1)}, convolutions ${convolutions.toFixed(1)} (${((100 * convolutions) / total).toFixed(0)} %)`,
  ];
}
