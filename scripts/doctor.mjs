// `npm run doctor`: what this checkout uses and from where. It installs and changes nothing, so that it also helps where the set-up fails.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { doctorLines } from "./setup/doctor-lines.mjs";
import { findNvidiaDriver } from "./setup/nvidia-driver.mjs";
import { root } from "./setup/root.mjs";
import { runCommand } from "./setup/run-command.mjs";

const driver = await findNvidiaDriver({ exec: runCommand });
for (const [name, text] of doctorLines({ root, driver })) process.stdout.write(`${name.padEnd(18)}${text}\n`);

const cli = join(root, "dist", "node", "cli.cjs");
if (existsSync(cli)) {
  process.exitCode = spawnSync(process.execPath, [cli, "doctor", ...process.argv.slice(2)], { stdio: "inherit" }).status ?? 1;
} else {
  process.stdout.write("Device, threads and sharp are told once the app is built: npm start\n");
}
