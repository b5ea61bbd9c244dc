// The Node bundles: Electron's main and preload, the engine, compute with its threads, and the command line. CommonJS, because
// the fallback Electron is version 22; packages stay outside, because several of them are native.
import { builtinModules } from "node:module";
import { defineConfig } from "vite";
import packageJson from "./package.json" with { type: "json" };

const packages = Object.keys(packageJson.dependencies);
const isExternal = (id: string): boolean =>
  id.startsWith("node:") ||
  builtinModules.includes(id) ||
  id === "electron" ||
  packages.some((name) => id === name || id.startsWith(`${name}/`));

export default defineConfig({
  ssr: { noExternal: true, target: "node" },
  build: {
    ssr: true,
    outDir: "dist/node",
    emptyOutDir: true,
    target: "node16",
    minify: false,
    sourcemap: true,
    rollupOptions: {
      external: isExternal,
      input: {
        main: "electron/main.ts",
        preload: "electron/preload.ts",
        engine: "core/engine/process.ts",
        compute: "core/compute/process.ts",
        decoder: "core/images/decoder.ts",
        "batch-maker": "core/learning/batch-maker.ts",
        cli: "core/cli.ts",
      },
      output: { format: "cjs", entryFileNames: "[name].cjs", chunkFileNames: "[name]-[hash].cjs" },
    },
  },
});
