// `npm start`: sets up what is missing, then opens the workbench; without a display, the demonstration in the terminal.

import { join } from "node:path";
import { runInForeground } from "./foreground.mjs";
import { electronExecutable } from "./setup/electron.mjs";
import { root } from "./setup/root.mjs";
import { setUp } from "./setup/set-up.mjs";
import { stopWithReason } from "./setup/stop.mjs";
import { help, parseStartArguments } from "./start-arguments.mjs";

async function start() {
  const wish = parseStartArguments(process.argv.slice(2), process.env);
  if (wish.help) return void process.stdout.write(help);
  await setUp({ root, asked: wish.asked, extent: "everything", forWindow: wish.hasWindow, forTests: false });
  const { command, args } = wish.hasWindow ? windowCommand(wish) : terminalCommand(wish);
  process.exitCode = await runInForeground(command, args, { ...process.env, OMNIFER_PROJECT: wish.project });
}

function windowCommand(wish) {
  const sandbox = process.getuid() === 0 ? ["--no-sandbox"] : []; // Chromium refuses its sandbox to root; the window says so
  return { command: electronExecutable(join(root, ".runtime")), args: [...sandbox, ...wish.rest] };
}

function terminalCommand(wish) {
  const port = wish.port ? ["--port", wish.port] : [];
  return {
    command: process.execPath,
    args: [join(root, "dist/node/cli.cjs"), "demo", wish.project, ...(wish.once ? ["--once"] : []), ...port, ...wish.rest],
  };
}

await start().catch(stopWithReason);
