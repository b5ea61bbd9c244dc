// tfjs-node-gpu's native addon, compiled against the unpacked TensorFlow. It uses Node-API alone, so one build serves Node and Electron.
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { allFinished } from "./all-finished.mjs";
import { readJson, writeJson } from "./atomic.mjs";
import { tensorflowVersion } from "./pins.mjs";
import { firstLines, lastLines, SetupError } from "./setup-error.mjs";
import { tensorflowFolder } from "./tensorflow.mjs";

const sources = ["tfjs_backend.cc", "tfjs_binding.cc"];
const flags = ["-O2", "-std=c++17", "-fPIC", "-DNAPI_VERSION=8", "-DNODE_GYP_MODULE_NAME=tfjs_binding"];

export const addonFile = (root) => join(root, "node_modules/@tensorflow/tfjs-node-gpu/lib/napi-v8/tfjs_binding.node");

/**
 * @param {{ root: string, runtime: string, flavour: "cpu" | "gpu", exec: Function, compiler?: string }} needs
 */
export function addonStep({ root, runtime, flavour, exec, compiler = process.env.CXX || "g++" }) {
  const addon = addonFile(root);
  const stampFile = join(dirname(addon), "omnifer-build.json");
  const versionOf = (name) => readJson(join(root, "node_modules", name, "package.json"))?.version;
  const stamp = () => ({
    flavour,
    tensorflow: tensorflowVersion,
    binding: versionOf("@tensorflow/tfjs-node-gpu"),
    headers: versionOf("node-api-headers"),
    flags,
  });
  return {
    name: "TensorFlow addon",
    isDone: () => existsSync(addon) && JSON.stringify(readJson(stampFile)) === JSON.stringify(stamp()),
    async run(report) {
      const folder = dirname(addon);
      mkdirSync(folder, { recursive: true });
      rmSync(stampFile, { force: true });
      const partial = join(folder, `building-${process.pid}.node`);
      const objects = sources.map((name) => join(folder, name.replace(".cc", `-${process.pid}.o`)));
      try {
        await compile({ root, library: join(tensorflowFolder(runtime, flavour), "tensorflow"), partial, objects, compiler, exec, report });
        const version = await loadedVersion(partial, exec);
        renameSync(partial, addon);
        writeJson(stampFile, stamp());
        return `linked to TensorFlow ${version}`;
      } finally {
        for (const file of [partial, ...objects]) rmSync(file, { force: true });
      }
    },
  };
}

async function compile({ root, library, partial, objects, compiler, exec, report }) {
  const binding = join(root, "node_modules/@tensorflow/tfjs-node-gpu/binding");
  const includes = [join(root, "node_modules/node-api-headers/include"), join(library, "include"), binding].flatMap((path) => ["-I", path]);
  const call = async (args) => requireSuccess(await exec(compiler, args), compiler);
  let compiled = 0;
  report(0, `compiling with ${compiler}`);
  await allFinished(
    sources.map(async (name, index) => {
      await call([...flags, ...includes, "-c", join(binding, name), "-o", objects[index]]);
      compiled += 1;
      report(compiled * 0.4, `compiling with ${compiler}`);
    }),
  );
  report(0.85, "linking");
  // Relative to the addon, so that the checkout may be moved and the packaged app finds its own copy.
  const runPath = `-Wl,-rpath,$ORIGIN/${relative(dirname(partial), library)}`;
  await call(["-shared", "-o", partial, ...objects, "-L", library, "-l:libtensorflow_cc.so.2", "-l:libtensorflow_framework.so.2", runPath]);
  report(0.95, "loading");
}

function requireSuccess(outcome, compiler) {
  if (outcome.status === 0) return;
  if (outcome.status === 127) {
    throw new SetupError(`a C++ compiler is needed, and ${compiler} was not found`, {
      mend: "Install one (Debian, Ubuntu: sudo apt-get install -y g++) or name yours in CXX, then run the same command again.",
    });
  }
  throw new SetupError("the TensorFlow addon did not compile", {
    detail: firstLines(outcome.stderr, 8),
    mend: "It needs a compiler for C++17 (g++ 8 or newer); name another one in CXX, then run the same command again.",
  });
}

/** Loads the addon in a process of its own: a library that cannot run here ends that process, not the set-up. */
async function loadedVersion(addon, exec) {
  const script = "console.log(require(process.argv[1]).TF_Version)";
  const outcome = await exec(process.execPath, ["-e", script, addon], { env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: "3" } });
  if (outcome.status === 0) return outcome.stdout.trim().split("\n").pop();
  if (outcome.signal === "SIGILL" || outcome.signal === "SIGABRT") {
    throw new SetupError("TensorFlow does not run on this processor", {
      expected: "x86-64 with AVX instructions (2011 and later)",
      found: `the process ended with ${outcome.signal}`,
      mend: "Use a computer (or a virtual machine's CPU model) with AVX.",
    });
  }
  throw new SetupError("the TensorFlow addon was built but cannot be loaded", {
    detail: lastLines(outcome.stderr, 4),
    mend: "Remove the folder .runtime and run the same command again.",
  });
}
