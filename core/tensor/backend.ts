// The one place that loads TensorFlow: its native addon, or, where that cannot be opened at all, tfjs' WebAssembly backend. What the C
// library reads from the environment must be set before the addon is opened, so no file imports the package at its top: every caller
// asks here.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism, cpus } from "node:os";
import { dirname, join } from "node:path";
import util from "node:util";
import type { BackendDescription } from "../compute/protocol.ts";
import { backendNote } from "./backend-note.ts";
import type { TensorFlow } from "./tensorflow.ts";

const requirePackage = createRequire(import.meta.url);
const addonPackage = "@tensorflow/tfjs-node-gpu";
let loaded: TensorFlow | undefined;
/** Why the addon could not be opened; null where it was. */
let addonProblem: string | null = null;

/**
 * TensorFlow, loaded once. A process that calls this may be ended by a fault of the C library, so only compute does.
 *
 * @throws Error when the addon cannot be opened and `prepareTensorFlow` has not put WebAssembly in its place
 */
export function loadTensorFlow(): TensorFlow {
  loaded ??= openAddon();
  return loaded;
}

/**
 * Loads TensorFlow, or WebAssembly where its addon cannot be opened: to be awaited once before the first task, because WebAssembly starts
 * asynchronously.
 *
 * @returns why computing is slower than it could be, in a sentence or two; null when it is not
 */
export async function prepareTensorFlow(): Promise<string | null> {
  if (!loaded) {
    try {
      loadTensorFlow();
    } catch (error) {
      addonProblem = (error as Error).message;
      loaded = await openWasm();
    }
  }
  return describeBackend().note ?? null;
}

function openAddon(): TensorFlow {
  prepareEnvironment();
  restoreUtilFunctions();
  const tf = requirePackage(addonPackage) as TensorFlow;
  if (tf.getBackend() !== "tensorflow") throw new Error(`tfjs chose the backend "${tf.getBackend()}" instead of TensorFlow.`);
  return tf;
}

async function openWasm(): Promise<TensorFlow> {
  // The addon's package brings tfjs itself, in the version that belongs to it.
  const tf = createRequire(requirePackage.resolve(addonPackage))("@tensorflow/tfjs") as TensorFlow;
  requirePackage("@tensorflow/tfjs-backend-wasm"); // registers itself with that tfjs
  if (!(await tf.setBackend("wasm"))) throw new Error(`Neither TensorFlow nor WebAssembly can be used here. TensorFlow: ${addonProblem}`);
  return tf;
}

/** Threads that TensorFlow computes with: OMNIFER_THREADS, at most the cores. Part of what makes a run repeatable. */
export function threadCount(): number {
  const cores = typeof availableParallelism === "function" ? availableParallelism() : cpus().length; // Node 16 has only cpus()
  const asked = Number.parseInt(process.env.OMNIFER_THREADS ?? "", 10);
  return Number.isInteger(asked) && asked >= 1 ? Math.min(asked, cores) : cores;
}

/** What a run records of the machine that made it. */
export function describeBackend(): BackendDescription {
  const tf = loadTensorFlow();
  const isWasm = tf.getBackend() === "wasm";
  const { binding } = tf.backend() as unknown as { binding?: { TF_Version: string; isUsingGpuDevice(): boolean } };
  const device = binding?.isUsingGpuDevice() ? "gpu" : "cpu";
  const note = backendNote({ backend: tf.getBackend(), device, builtFor: addonFlavour(), addonProblem });
  return {
    backend: tf.getBackend(),
    device,
    tensorflow: binding?.TF_Version ?? "none",
    tfjs: tf.version["tfjs-core"],
    threads: isWasm ? 1 : threadCount(), // tfjs starts WebAssembly's threads in browsers only
    sharp: (requirePackage("sharp") as { versions: { sharp: string } }).versions.sharp,
    node: process.versions.node,
    ...(note === null ? {} : { note }),
  };
}

/** What the set-up built the addon for, from the stamp beside it; null where there is none. */
function addonFlavour(): "cpu" | "gpu" | null {
  const stamp = join(dirname(requirePackage.resolve(`${addonPackage}/package.json`)), "lib", "napi-v8", "omnifer-build.json");
  try {
    const { flavour } = JSON.parse(readFileSync(stamp, "utf8")) as { flavour?: unknown };
    return flavour === "gpu" ? "gpu" : "cpu";
  } catch {
    return null; // only an addon of the set-up has one
  }
}

function prepareEnvironment(): void {
  // Whatever the shell says: a run records its threads and vouches for the digest of its weights.
  Object.assign(process.env, {
    TF_NUM_INTRAOP_THREADS: String(threadCount()),
    TF_NUM_INTEROP_THREADS: "1", // ops are called one after another
    TF_DETERMINISTIC_OPS: "1",
    TF_ENABLE_ONEDNN_OPTS: "1",
  });
  process.env.TF_CPP_MIN_LOG_LEVEL ??= "3";
  process.env.TF_FORCE_GPU_ALLOW_GROWTH ??= "true";
}

/** tfjs-node 4.22 calls two functions that Node 23 removed. */
function restoreUtilFunctions(): void {
  const target = util as unknown as Record<string, (value: unknown) => boolean>;
  target.isArray ??= Array.isArray;
  target.isNullOrUndefined ??= (value) => value === null || value === undefined;
}
