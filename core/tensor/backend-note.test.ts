import { describe, expect, it } from "vitest";
import { type BackendFacts, backendNote } from "./backend-note.ts";

const asItShouldBe: BackendFacts = { backend: "tensorflow", device: "cpu", builtFor: "cpu", addonProblem: null };

describe("the note about the backend", () => {
  it.each<Partial<BackendFacts>>([{}, { builtFor: null }, { builtFor: "gpu", device: "gpu" }])(
    "is none where nothing is missing: %j",
    (facts) => {
      expect(backendNote({ ...asItShouldBe, ...facts })).toBeNull();
    },
  );

  it("says that CUDA is there and finds no GPU", () => {
    const note = backendNote({ ...asItShouldBe, builtFor: "gpu", device: "cpu" });
    expect(note).toMatch(/^TensorFlow for CUDA finds no GPU that it can use: computing on the processor\./);
    expect(note).toContain("nvidia-smi");
  });

  it("says that WebAssembly stands in, and the first line of the reason", () => {
    const addonProblem = "libtensorflow_cc.so.2: cannot open shared object file.\n  at Module._extensions";
    expect(backendNote({ ...asItShouldBe, backend: "wasm", addonProblem })).toBe(
      "No TensorFlow library: computing with WebAssembly, many times slower (libtensorflow_cc.so.2: cannot open shared object file). " +
        "npm run doctor tells what is set up.",
    );
  });
});
