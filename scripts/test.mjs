// `npm test`: sets up what is missing, runs every part, and ends with one line of counts. `npm test -- unit margin` runs one part, one pattern.

import { spawn } from "node:child_process";
import { root } from "./setup/root.mjs";
import { setUp } from "./setup/set-up.mjs";
import { SetupError } from "./setup/setup-error.mjs";
import { stopWithReason } from "./setup/stop.mjs";
import { testParts } from "./testing/parts.mjs";
import { summaryLine } from "./testing/tally.mjs";

const extents = { lint: "packages", scripts: "packages", unit: "packages", engine: "computing" }; // what one part alone needs

async function test() {
  const words = process.argv.slice(2);
  const asked = words.includes("--cpu") ? "cpu" : words.includes("--gpu") ? "gpu" : null;
  const [name, ...patterns] = words.filter((word) => word !== "--cpu" && word !== "--gpu");
  const parts = testParts({ root, show });
  if (name !== undefined && !Object.hasOwn(parts, name)) {
    throw new SetupError(`npm test has no part "${name}"`, { mend: `Parts: ${Object.keys(parts).join(", ")}.` });
  }
  await setUp({ root, asked, extent: extents[name] ?? "everything", forWindow: false, forTests: true });
  const tallies = [];
  for (const part of name === undefined ? Object.keys(parts) : [name]) {
    process.stdout.write(`\n== ${part}\n`);
    tallies.push(...(await parts[part](patterns)));
  }
  return tallies;
}

/** Runs a program with this terminal; its input stays closed, because tests must not wait for a person. */
function show(command, args, env = process.env) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ["ignore", "inherit", "inherit"] });
    child.on("error", (error) => {
      process.stderr.write(`${error.message}\n`);
      resolve(127);
    });
    child.on("exit", (status) => resolve(status ?? 1));
  });
}

let tallies;
try {
  tallies = await test();
} catch (error) {
  stopWithReason(error);
  tallies = [{ part: "set-up", passed: 0, failed: 1, skipped: 0 }];
}
process.stdout.write("\n");
for (const { part, passed, failed, skipped, why } of tallies) {
  process.stdout.write(`${part}: ${passed} passed, ${failed} failed, ${skipped} skipped${why ? ` (${why})` : ""}\n`);
}
if (tallies.some((tally) => tally.failed > 0)) process.exitCode = 1;
process.stdout.write(`\n${summaryLine(tallies)}\n`);
