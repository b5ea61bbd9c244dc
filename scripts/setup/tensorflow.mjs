// TensorFlow's C library from its Python wheel, unpacked below .runtime/tensorflow-<flavour>/ as pip would lay it out: `nvidia/` beside
// `tensorflow/`, because the CUDA build finds its libraries by $ORIGIN/../nvidia/<library>/lib.
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { makeFolder, readJson, writeJson } from "./atomic.mjs";
import { tensorflowVersion } from "./pins.mjs";
import { formatBytes, partOf } from "./progress.mjs";
import { fetchWheel, requireFreeSpace, unpackWheel } from "./wheel.mjs";

// The libraries, the few headers that the C API includes, and NVIDIA's libraries and tools without their headers.
const headers = ["tensorflow/c/", "tensorflow/core/platform/ctstring", "tsl/platform/ctstring", "xla/tsl/c/"];
const keep = `tensorflow/(libtensorflow|include/(${headers.join("|")}))|nvidia/(?!.*/include/)`;
const downloadShare = 0.7; // of the step's time at 100 Mbit/s; the rest is unpacking

export const tensorflowFolder = (runtime, flavour) => join(runtime, `tensorflow-${flavour}`);

/**
 * @param {{ runtime: string, plan: ReturnType<typeof import("./tensorflow-plan.mjs").planTensorFlow>, exec: Function }} needs
 */
export function tensorflowStep({ runtime, plan, exec }) {
  const folder = tensorflowFolder(runtime, plan.flavour);
  const stamp = { flavour: plan.flavour, version: tensorflowVersion, wheels: plan.wheels.map(({ file, sha256 }) => ({ file, sha256 })) };
  const downloads = join(runtime, "downloads");
  return {
    name: "TensorFlow",
    isDone: () =>
      existsSync(join(folder, "tensorflow", "libtensorflow_cc.so.2")) &&
      JSON.stringify(readJson(join(folder, "installed.json"))) === JSON.stringify(stamp),
    async run(report, say) {
      say(
        `TensorFlow ${tensorflowVersion} for the ${plan.flavour === "gpu" ? "GPU (CUDA 12)" : "CPU"}: ${formatBytes(plan.downloadBytes)} to download, ` +
          `${formatBytes(plan.unpackedBytes)} on disk (${plan.why})`,
      );
      const files = await fetchAll({ plan, exec, folder: downloads, report: partOf(report, 0, downloadShare) });
      requireFreeSpace(runtime, plan.unpackedBytes);
      await makeFolder(folder, async (partial) => {
        for (const [index, file] of files.entries()) {
          const share = (count) => downloadShare + (1 - downloadShare) * (count / files.length);
          await unpackWheel(file, { exec, folder: partial, keep, report: partOf(report, share(index), share(index + 1)) });
        }
        writeJson(join(partial, "installed.json"), stamp);
      });
      for (const file of files) rmSync(file);
      return `${tensorflowVersion} for the ${plan.flavour.toUpperCase()}`;
    },
  };
}

async function fetchAll({ plan, exec, folder, report }) {
  const files = [];
  let bytesBefore = 0;
  for (const wheel of plan.wheels) {
    const part = partOf(report, bytesBefore / plan.downloadBytes, (bytesBefore + wheel.bytes) / plan.downloadBytes);
    files.push(await fetchWheel(wheel, { exec, folder, report: part }));
    bytesBefore += wheel.bytes;
  }
  return files;
}
