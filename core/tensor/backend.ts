// The one place that loads TensorFlow. What the C library reads from the environment must be set before the addon is opened,
// so no file imports the package at its top: every caller asks here.
import { createRequire } from "node:module";
import { availableParallelism, cpus } from "node:os";
import util from "node:util";
import type { BackendDescription } from "../compute/protocol.ts";
import type { TensorFlow } from "./tensorflow.ts";

const requirePackage = createRequire(import.meta.url);
let loaded: TensorFlow | undefined;

/**
 * TensorFlow through its native addon, loaded once. A process that calls this may be ended by a fault of the C library, so only
 * compute does.
 */
export function loadTensorFlow(): TensorFlow {
  if (loaded) return loaded;
  prepareEnvironment();
  restoreUtilFunctions();
  const tf = requirePackage("@tensorflow/tfjs-node-gpu") as TensorFlow;
  if (tf.getBackend() !== "tensorflow") throw new Error(`tfjs chose the backend "${tf.getBackend()}" instead of TensorFlow.`);
  loaded = tf;
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
  const { binding } = tf.backend() as unknown as { binding: { TF_Version: string; isUsingGpuDevice(): boolean } };
  return {
    backend: tf.getBackend(),
    device: binding.isUsingGpuDevice() ? "gpu" : "cpu",
    tensorflow: binding.TF_Version,
    tfjs: tf.version["tfjs-core"],
    threads: threadCount(),
    sharp: (requirePackage("sharp") as { versions: { sharp: string } }).versions.sharp,
    node: process.versions.node,
  };
}

/** The `describe` task. */
export async function describe(): Promise<BackendDescription> {
  return describeBackend();
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
