// `npm run package`: AppImage and deb (on Linux) into release/, where Electron's downloads can be reached.

import { packageWorkbench } from "./packaging/package-workbench.mjs";
import { probeDownload } from "./setup/reachable.mjs";
import { root } from "./setup/root.mjs";
import { runCommand } from "./setup/run-command.mjs";
import { setUp } from "./setup/set-up.mjs";
import { stopWithReason } from "./setup/stop.mjs";

try {
  const outcome = await packageWorkbench({
    root,
    probe: probeDownload,
    exec: runCommand,
    // CUDA would make a package of gigabytes: packages carry TensorFlow for the CPU.
    setUp: () => setUp({ root, asked: "cpu", extent: "everything", forWindow: false, forTests: false, forPackage: true }),
    env: process.env,
  });
  process.stdout.write(outcome.isPackaged ? `Packages: ${outcome.folder}\n` : `${outcome.why}\n`);
  if (!outcome.isPackaged) process.exitCode = 1;
} catch (error) {
  stopWithReason(error);
}
