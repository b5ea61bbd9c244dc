// Runs the comparison with PyTorch, or one benchmark: node bench/run.mjs [NAME] [its options]. A NAME that is no program here
// (bench/NAME.ts) is a row of the comparison (bench/compare.ts). Bundles the program, and where it has a peer in PyTorch
// (bench/peers/NAME.py), sets up a Python environment for it under .runtime/bench, once.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { builtinModules, createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const benchFolder = join(root, ".runtime", "bench");
/** The versions that docs/performance.md speaks of. */
const peerPackages = ["torch==2.13.0", "numpy", "pillow"];
/** What single programs want besides: `alone` without its dependencies, because it asks for an older torch. */
const furtherPackages = {
  mtcnn: { packages: ["torchvision==0.28.0", "requests", "tqdm"], alone: ["facenet-pytorch==2.6.0"], check: "facenet-pytorch" },
};

/** Processes that a program starts, beside it. */
const companions = { compare: ["ours", "prepare"] };

const [first, ...others] = process.argv.slice(2);
const isProgram = first !== undefined && existsSync(join(root, "bench", `${first}.ts`));
const [name, rest] = isProgram ? [first, others] : ["compare", process.argv.slice(2)];

const environment = { ...process.env };
if (existsSync(join(root, "bench", "peers", `${name}.py`))) environment.OMNIFER_PYTHON ??= peerPython(furtherPackages[name]);
const bundle = await bundleOf(name);
const { status } = spawnSync(process.execPath, [bundle, ...rest], { cwd: root, env: environment, stdio: "inherit" });
process.exit(status ?? 1);

/** Packages stay outside the bundle, as in the product. */
async function bundleOf(benchmark) {
  const packages = Object.keys(createRequire(import.meta.url)("../package.json").dependencies);
  const isExternal = (id) =>
    id.startsWith("node:") || builtinModules.includes(id) || packages.some((one) => id === one || id.startsWith(`${one}/`));
  await build({
    root,
    configFile: false,
    logLevel: "warn",
    ssr: { noExternal: true, target: "node" },
    build: {
      ssr: true,
      outDir: benchFolder,
      emptyOutDir: false,
      target: "node16",
      rollupOptions: {
        external: isExternal,
        input: {
          [benchmark]: join(root, "bench", `${benchmark}.ts`),
          ...Object.fromEntries((companions[benchmark] ?? []).map((one) => [one, join(root, "bench", "comparison", `${one}.ts`)])),
          decoder: join(root, "core", "images", "decoder.ts"),
          "batch-maker": join(root, "core", "learning", "batch-maker.ts"),
        },
        output: { format: "cjs", entryFileNames: "[name].cjs", chunkFileNames: "[name]-[hash].cjs" },
      },
    },
  });
  return join(benchFolder, `${benchmark}.cjs`);
}

/** The Python of an environment that holds the peer's packages; made at the first call. */
function peerPython(further) {
  const folder = join(benchFolder, "python");
  const python = resolve(folder, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
  const succeeds = (code) => existsSync(python) && spawnSync(python, ["-c", code], { stdio: "ignore" }).status === 0;
  const install = (...words) => mustRun(python, ["-m", "pip", "install", "--quiet", ...words]);
  if (!succeeds("import torch, numpy, PIL; assert torch.__version__.startswith('2.13.0')")) {
    console.error(`Setting up Python with ${peerPackages.join(", ")} in ${folder} (once).`);
    mustRun(process.platform === "win32" ? "python" : "python3", ["-m", "venv", folder]);
    install(...peerPackages);
  }
  if (further && !succeeds(`from importlib.metadata import version; version("${further.check}")`)) {
    console.error(`Adding ${[...further.packages, ...further.alone].join(", ")} (once).`);
    install(...peerPackages, ...further.packages);
    install("--no-deps", ...further.alone);
  }
  return python;
}

function mustRun(command, commandArguments) {
  const { status, error } = spawnSync(command, commandArguments, { stdio: ["ignore", "inherit", "inherit"] });
  if (status === 0) return;
  console.error(`${command} ${commandArguments.join(" ")} failed${error ? `: ${error.message}` : ` with exit code ${status}`}.`);
  process.exit(1);
}
