// What `npm start` was asked for, as a pure function of its words and the environment.
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { SetupError } from "./setup/setup-error.mjs";

export const help = `npm start [-- OPTIONS]     set up what is missing, then open the workbench

  --project DIR   open this project (default: the demonstration project, ~/OmniFER/demonstration);
                  without a window, the folder of the demonstration
  --headless      no window: run the demonstration in the terminal, then serve the workbench on this computer
  --once          no window, no serving: run the demonstration, print its table, end
  --port N        port of the served workbench (default: a free one)
  --cpu           TensorFlow without CUDA, also where an NVIDIA driver is found (remembered)
  --gpu           TensorFlow with CUDA 12, 3.4 GB to download (remembered)
  --help          this text

Without a display the window is left out by itself. OMNIFER_HOME moves ~/OmniFER. Other options are handed on.

Examples
  npm start
  npm start -- --project ~/faces/rafdb
  npm start -- --once --cpu
`;

const flags = ["--headless", "--once", "--cpu", "--gpu", "--help"];
const valued = ["--project", "--port"];

/**
 * @param {string[]} words the command line after `npm start --`
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ help: boolean, once: boolean, hasWindow: boolean, asked: "cpu" | "gpu" | null, project: string, port: string | null, rest: string[] }}
 * @throws SetupError for an option without its value, and for --cpu with --gpu
 */
export function parseStartArguments(words, env) {
  const given = new Map();
  const rest = [];
  for (let index = 0; index < words.length; index += 1) {
    const [name, inline] = words[index].split(/=(.*)/s);
    if (flags.includes(words[index])) given.set(name, "");
    else if (valued.includes(name)) given.set(name, inline ?? requireValue(name, words[++index]));
    else rest.push(words[index]);
  }
  if (given.has("--cpu") && given.has("--gpu")) throw wrongOption("--cpu and --gpu exclude each other");
  const hasDisplay = Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
  return {
    help: given.has("--help"),
    once: given.has("--once"),
    hasWindow: hasDisplay && !given.has("--headless") && !given.has("--once"),
    asked: given.has("--cpu") ? "cpu" : given.has("--gpu") ? "gpu" : null,
    project: resolve(
      given.get("--project") ?? env.OMNIFER_PROJECT ?? join(env.OMNIFER_HOME || join(homedir(), "OmniFER"), "demonstration"),
    ),
    port: given.get("--port") ?? null,
    rest,
  };
}

function requireValue(name, word) {
  if (word === undefined || word.startsWith("--")) throw wrongOption(`${name} needs a value`);
  return word;
}

const wrongOption = (message) => new SetupError(message, { mend: "See: npm start -- --help" });
