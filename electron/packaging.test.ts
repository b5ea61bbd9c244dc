// electron-builder cannot run where its downloads are refused, so its configuration is held against its own schema here.
import { type Dirent, existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import Ajv, { type ValidateFunction } from "ajv";
import { beforeAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const fromBuilder = createRequire(createRequire(import.meta.url).resolve("electron-builder/package.json"));
const fromBuilderLibrary = createRequire(fromBuilder.resolve("app-builder-lib/package.json"));

interface Configuration {
  asar: boolean;
  asarUnpack: string[];
  files: string[];
  extraFiles: (string | { from: string; to: string })[];
  electronFuses: Record<string, boolean>;
  linux: { target: string[]; icon: string };
  win: { target: string; icon: string };
  mac: { target: string; icon: string };
}

let configuration: Configuration;
let validate: ValidateFunction;

beforeAll(() => {
  const yaml = fromBuilderLibrary("js-yaml") as { load(text: string): unknown };
  configuration = yaml.load(readFileSync(join(root, "electron-builder.yml"), "utf8")) as Configuration;
  const schema = JSON.parse(readFileSync(fromBuilder.resolve("app-builder-lib/scheme.json"), "utf8")) as object;
  validate = new Ajv({ strict: false, allErrors: true }).compile(schema); // 7,000 lines of schema: seconds on a busy computer
}, 60_000);

function complaintsOf(candidate: unknown): string[] {
  validate(candidate);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe("electron-builder.yml", () => {
  it("is what electron-builder's schema allows", () => {
    expect(complaintsOf(configuration)).toEqual([]);
  });

  it("is held against a schema that does complain", () => {
    expect(complaintsOf({ ...configuration, asarUnpak: [] })).not.toEqual([]);
    expect(complaintsOf({ ...configuration, electronFuses: { runAsNode: "no" } })).not.toEqual([]);
  });

  it("makes AppImage and deb, a Windows installer and a macOS image", () => {
    expect([configuration.linux.target, configuration.win.target, configuration.mac.target]).toEqual([["AppImage", "deb"], "nsis", "dmg"]);
  });

  it("sets every fuse of the security checklist (item 19)", () => {
    expect(configuration.electronFuses).toMatchObject({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  it("leaves natives and TensorFlow's libraries outside the archive", () => {
    expect(configuration.asar).toBe(true);
    const unpacked = ["**/*.node", ".runtime/tensorflow-cpu/**"];
    for (const name of ["@tensorflow/tfjs-node-gpu", "@duckdb", "@libsql", "libsql", "@img", "sharp"])
      unpacked.push(`node_modules/${name}/**`);
    expect([...configuration.asarUnpack].sort()).toEqual(unpacked.sort());
  });

  it("takes face-api's recognition model along, and nothing else that the package would run or read", () => {
    const { minimatch } = fromBuilderLibrary("minimatch") as { minimatch(path: string, pattern: string, options: object): boolean };
    const excluded = configuration.files.filter((pattern) => pattern.startsWith("!")).map((pattern) => pattern.slice(1));
    const folder = "node_modules/@vladmandic/face-api";
    const kept = (readdirSync(join(root, folder), { recursive: true, withFileTypes: true }) as Dirent[])
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(root, folder).length + 1))
      .filter((path) => !excluded.some((pattern) => minimatch(`${folder}/${path}`, pattern, { dot: true })))
      .filter((path) => /\.bin$|\.js$|manifest/.test(path));
    expect(kept.sort()).toEqual(["model/face_recognition_model-weights_manifest.json", "model/face_recognition_model.bin"]);
  });

  it("takes the face detector's weights along", () => {
    expect(configuration.files).toContain(".runtime/mtcnn/*.pt");
  });

  it("names files that are there", () => {
    for (const path of [configuration.linux.icon, configuration.win.icon, configuration.mac.icon, "LICENSE"]) {
      expect(existsSync(join(root, path)), path).toBe(true);
    }
  });
});
