import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { mtcnnStep } from "./mtcnn.mjs";
import { mtcnnWheel } from "./pins.mjs";
import { scriptedExec } from "./scripted-exec.mjs";
import { temporaryFolder } from "./temporary-folder.mjs";

const bytes = "a wheel";
const wheel = { ...mtcnnWheel, bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
const inWheel = [
  "facenet_pytorch/data/pnet.pt",
  "facenet_pytorch/data/rnet.pt",
  "facenet_pytorch/data/onet.pt",
  "facenet_pytorch-2.6.0.dist-info/LICENSE.md",
];
const pip = ["python3 -m pip --version", { stdout: "pip 26.3 from /usr/lib (python 3.11)" }];
const download = [
  "pip download --no-deps facenet-pytorch==2.6.0",
  (args) => writeFileSync(join(args[args.indexOf("--dest") + 1], wheel.file), bytes),
];
/** Unpacks what of `files` matches, as unpack_wheel.py does. */
const unpack = (files) => [
  "unpack_wheel.py",
  ([, , folder, keep]) => {
    for (const file of files.filter((path) => new RegExp(`^(?:${keep})`).test(path))) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), `bytes of ${file}`);
    }
  },
];
const silent = () => {};
const stepWith = (runtime, ...rules) => mtcnnStep({ runtime, wheel, exec: scriptedExec(rules).exec });

describe("the face detector's step", () => {
  it("takes the three files and their licence, nothing else, and keeps no download", async (test) => {
    const runtime = temporaryFolder(test);
    const program = "facenet_pytorch/models/mtcnn.py";
    const step = stepWith(runtime, pip, download, unpack([...inWheel, program]));
    assert.equal(step.isDone(), false);
    assert.equal(await step.run(silent), "MTCNN, facenet-pytorch 2.6.0");
    assert.equal(step.isDone(), true);
    assert.deepEqual(readdirSync(join(runtime, "mtcnn")).sort(), ["LICENSE.md", "installed.json", "onet.pt", "pnet.pt", "rnet.pt"]);
    assert.equal(readFileSync(join(runtime, "mtcnn", "rnet.pt"), "utf8"), "bytes of facenet_pytorch/data/rnet.pt");
    assert.deepEqual(readdirSync(join(runtime, "downloads")), []);
  });

  it("is done no longer when a file is gone or the pin moves", async (test) => {
    const runtime = temporaryFolder(test);
    await stepWith(runtime, pip, download, unpack(inWheel)).run(silent);
    assert.equal(mtcnnStep({ runtime, exec: silent, wheel: { ...wheel, sha256: "0".repeat(64) } }).isDone(), false);
    rmSync(join(runtime, "mtcnn", "onet.pt"));
    assert.equal(stepWith(runtime).isDone(), false);
  });

  it("names what it wanted where there is no network, and leaves nothing half-written", async (test) => {
    const runtime = temporaryFolder(test);
    const refused = ["pip download facenet-pytorch", { status: 1, stderr: "Retrying (Retry(total=0)) NewConnectionError" }];
    await assert.rejects(stepWith(runtime, pip, refused).run(silent), /no network: facenet-pytorch 2\.6\.0/);
    assert.deepEqual(readdirSync(join(runtime, "downloads")), []);
    assert.equal(existsSync(join(runtime, "mtcnn")), false);
  });

  it("refuses another file of that name and removes it", async (test) => {
    const runtime = temporaryFolder(test);
    const other = [download[0], (args) => writeFileSync(join(args[args.indexOf("--dest") + 1], wheel.file), "another wheel")];
    await assert.rejects(stepWith(runtime, pip, other).run(silent), /SHA-256 differs/);
    assert.deepEqual(readdirSync(join(runtime, "downloads")), []);
  });

  it("keeps the old files and the download when the unpacking breaks off; the next run downloads nothing", async (test) => {
    const runtime = temporaryFolder(test);
    await stepWith(runtime, pip, download, unpack(inWheel)).run(silent);
    const half = (args) => {
      unpack(inWheel.slice(0, 1))[1](args);
      return { status: -1, signal: "SIGKILL" };
    };
    await assert.rejects(stepWith(runtime, pip, download, ["unpack_wheel.py", half]).run(silent), /could not be unpacked/);
    assert.equal(readFileSync(join(runtime, "mtcnn", "rnet.pt"), "utf8"), "bytes of facenet_pytorch/data/rnet.pt");
    assert.deepEqual(readdirSync(runtime).sort(), ["downloads", "mtcnn"]);
    const { exec, calls } = scriptedExec([unpack(inWheel)]);
    await mtcnnStep({ runtime, wheel, exec }).run(silent);
    assert.ok(calls.every((call) => !call.includes("pip")));
  });

  it("names a file that the wheel lacks", async (test) => {
    const runtime = temporaryFolder(test);
    await assert.rejects(
      stepWith(runtime, pip, download, unpack(inWheel.slice(0, 2))).run(silent),
      /holds no facenet_pytorch\/data\/onet\.pt/,
    );
    assert.equal(existsSync(join(runtime, "mtcnn")), false);
  });

  it("says that the disk is full in plain words", async (test) => {
    const full = ["unpack_wheel.py", { status: 1, stderr: "OSError: [Errno 28] No space left on device" }];
    await assert.rejects(stepWith(temporaryFolder(test), pip, download, full).run(silent), /the disk is full/);
  });
});
