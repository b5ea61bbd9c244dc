// Why computing is slower than it could be, for the window's bar, the command line and the doctor. Pure.

/** What was found when TensorFlow was loaded. */
export interface BackendFacts {
  /** Name of tfjs' backend. */
  backend: string;
  device: "cpu" | "gpu";
  /** What the addon was built for; null where nobody knows. */
  builtFor: "cpu" | "gpu" | null;
  /** Why the addon could not be opened; null where it was. */
  addonProblem: string | null;
}

/** One or two sentences that end with what to do; null when everything is as it should be. */
export function backendNote({ backend, device, builtFor, addonProblem }: BackendFacts): string | null {
  if (backend === "wasm") {
    const [why = "unknown"] = (addonProblem ?? "").split("\n").map((line) => line.trim().replace(/\.$/, ""));
    return `No TensorFlow library: computing with WebAssembly, many times slower (${why}). npm run doctor tells what is set up.`;
  }
  if (builtFor === "gpu" && device === "cpu") {
    return "TensorFlow for CUDA finds no GPU that it can use: computing on the processor. nvidia-smi tells whether the driver sees one; CUDA_VISIBLE_DEVICES may hide it.";
  }
  return null;
}
