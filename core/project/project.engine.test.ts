import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createProject, isProject, openProject } from "./project.ts";
import { type SecondProcesses, secondProcesses } from "./second-process.fixture.ts";

let others: SecondProcesses;
beforeAll(async () => {
  others = await secondProcesses();
});
afterAll(() => others.remove());

let folder: string;
let directory: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "project-"));
  await chmod(folder, 0o755); // other users may look, as in a real home of projects
  directory = join(folder, "faces");
});
afterEach(async () => {
  await chmod(directory, 0o755).catch(() => undefined);
  await rm(folder, { recursive: true, force: true });
});

const sortedFiles = async () => (await readdir(directory)).sort();
const closed = ["calibrations", "data", "distillations", "evaluations", "exports", "pools", "project.sqlite", "runs", "weights"];

async function make(name = "Faces"): Promise<void> {
  await (await createProject(directory, name)).close();
}

describe("a project folder", () => {
  it("is made with all its places, and is one whole database and no lock when it is closed", async () => {
    const project = await createProject(directory, "Faces");
    expect(project.readOnlyReason).toBeNull();
    expect(project.runDirectory("run-7")).toBe(join(directory, "runs", "run-7"));
    expect(await sortedFiles()).toContain("project.lock");
    await project.close();
    expect(await sortedFiles()).toEqual(closed);
  });

  it("opens with what was saved in it", async () => {
    await make("Faces of 2025");
    expect(await isProject(directory)).toBe(true);
    const project = await openProject(directory);
    expect(project.store.settings.get("name")).toBe("Faces of 2025");
    await project.close();
  });

  it("can be opened and closed many times by one program", async () => {
    await make();
    for (let time = 0; time < 3; time++) {
      const project = await openProject(directory);
      project.store.settings.set("name", `time ${time}`);
      await project.close();
    }
    expect(await sortedFiles()).toEqual(closed);
  });

  it("is not made over another one", async () => {
    await make();
    await expect(createProject(directory, "Again")).rejects.toThrow(`${directory}: found a project, expected a new folder.`);
  });

  it("that is none says so", async () => {
    expect(await isProject(directory)).toBe(false);
    await expect(openProject(directory)).rejects.toMatchObject({ code: "not-found", message: `There is no project in ${directory}.` });
  });

  it("gets its places back when a copy left them out, and loses what a killed process was writing", async () => {
    await make();
    await rm(join(directory, "pools"), { recursive: true });
    await mkdir(join(directory, "runs", "run-1", "checkpoints"), { recursive: true });
    await writeFile(join(directory, "runs", "run-1", "checkpoints", ".last.safetensors.0a1b2c3d4e5f.writing"), "half");
    await writeFile(join(directory, "runs", "run-1", "checkpoints", "last.safetensors"), "whole");
    const project = await openProject(directory);
    expect(await sortedFiles()).toContain("pools");
    expect(await readdir(join(directory, "runs", "run-1", "checkpoints"))).toEqual(["last.safetensors"]);
    await project.close();
  });
});

describe("a project that is open in another program", () => {
  it("is refused with the number of that process, until it closes it", async () => {
    await make();
    const { child } = await others.start("open", directory);
    await expect(openProject(directory)).rejects.toMatchObject({
      code: "locked",
      message: expect.stringContaining(`(process ${child.pid} on `),
    });
    child.stdin!.end();
    await once(child, "exit");
    const project = await openProject(directory);
    expect(project.store.settings.get("name")).toBe("renamed elsewhere");
    await project.close();
  });

  it("opens at once when that program was killed, with everything that it had committed", async () => {
    await make();
    const { child } = await others.start("open", directory);
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(await sortedFiles()).toEqual(expect.arrayContaining(["project.lock", "project.sqlite-wal"]));
    const project = await openProject(directory);
    expect(project.store.settings.get("name")).toBe("renamed elsewhere");
    await project.close();
    expect(await sortedFiles()).toEqual(closed);
  });

  it("is refused by the database too, should the lock file be lost", async () => {
    await make();
    await others.start("open", directory);
    await rm(join(directory, "project.lock"));
    await expect(openProject(directory)).rejects.toMatchObject({
      code: "locked",
      message: expect.stringContaining("is open in another program"),
    });
  });
});

describe.runIf(process.platform === "linux")("a project in a folder that cannot be written", () => {
  const lockUp = async () => {
    for (const name of await readdir(directory)) if (name.startsWith("project.")) await chmod(join(directory, name), 0o444);
    await chmod(directory, 0o555);
  };

  it("opens for viewing only, and says why", async () => {
    await make();
    await lockUp();
    const { outcome } = await others.start("open", directory, "ordinary user");
    expect(outcome).toEqual({
      name: "Faces",
      readOnlyReason: `${directory} cannot be written, so this project is open for viewing only. Make the folder writable, or copy it, to work on it.`,
      writing: "read-only",
    });
    expect(await sortedFiles()).toEqual(closed);
  });

  it("shows also what a killed program had committed", async () => {
    await make();
    const { child } = await others.start("open", directory);
    child.kill("SIGKILL");
    await once(child, "exit");
    await rm(join(directory, "project.lock"));
    await lockUp();
    const { outcome } = await others.start("open", directory, "ordinary user");
    expect(outcome).toMatchObject({ name: "renamed elsewhere", writing: "read-only" });
  });

  it("is refused while another program has it open", async () => {
    await make();
    const { child } = await others.start("open", directory);
    await lockUp();
    const { outcome } = await others.start("open", directory, "ordinary user");
    expect(outcome).toMatchObject({ code: "locked", message: expect.stringContaining(`(process ${child.pid} on `) });
  });

  it("cannot be made, and nothing is left of the attempt", async () => {
    await mkdir(directory);
    await chmod(directory, 0o555);
    const { outcome } = await others.start("create", directory, "ordinary user");
    expect(outcome).toMatchObject({ code: "read-only", message: expect.stringContaining("cannot be written") });
    expect(await readdir(directory)).toEqual([]);
  });
});

describe("a project of a newer version", () => {
  it("opens for viewing only, with a sentence that says so, and is left byte for byte as it was", async () => {
    await make();
    const path = join(directory, "project.sqlite");
    const raw = new Database(path);
    raw.exec("PRAGMA user_version = 7; CREATE TABLE later (id TEXT)");
    raw.close();
    const before = await readFile(path);
    const project = await openProject(directory);
    expect(project.readOnlyReason).toBe(
      "This project was saved by a newer version of the workbench (project format 7, known here up to 4). " +
        "It can be viewed, not changed; update the workbench to work on it.",
    );
    expect(project.store.settings.get("name")).toBe("Faces");
    expect(() => project.store.settings.set("name", "New")).toThrow(expect.objectContaining({ code: "read-only" }));
    expect(project.store.jobs.isWritable).toBe(false);
    await project.close();
    expect((await readFile(path)).equals(before)).toBe(true);
    expect(await sortedFiles()).toEqual(closed);
  });
});

describe("a damaged project", () => {
  it.each([
    ["text", "this is no database, whatever its name says. ".repeat(100)],
    ["a database of another program", null],
  ])("that is %s is refused with the file and a mend, and not left locked", async (_, text) => {
    await make();
    const path = join(directory, "project.sqlite");
    await rm(path);
    if (text === null) new Database(path).exec("CREATE TABLE notes (text)");
    else await writeFile(path, text);
    await expect(openProject(directory)).rejects.toMatchObject({ code: "bad-input", problem: { file: path } });
    expect(await sortedFiles()).not.toContain("project.lock");
  });

  it("whose middle is lost says so when it gets there", async () => {
    await make();
    const path = join(directory, "project.sqlite");
    const bytes = await readFile(path);
    bytes.fill(0xff, 4096);
    await writeFile(path, bytes);
    const attempt = async () => (await openProject(directory)).store.settings.get("name");
    await expect(attempt()).rejects.toMatchObject({ code: "bad-input", problem: { file: path, found: "a damaged database" } });
  });
});

/** A file system of its own, 320 KiB large; only root may mount one. */
function mountSmallDisk(at: string): boolean {
  return spawnSync("mount", ["-t", "tmpfs", "-o", "size=320k", "tmpfs", at], { stdio: "ignore" }).status === 0;
}

describe("a full disk", () => {
  it("is named when a project is made, changed or opened on it, and nothing is half written", async ({ skip }) => {
    await mkdir(directory);
    if (!mountSmallDisk(directory)) skip("only root can mount a small disk");
    try {
      const ballast = join(directory, "ballast");
      const fill = () => writeFile(ballast, Buffer.alloc(1 << 20)).catch(() => undefined);
      await fill();
      await expect(createProject(directory, "Faces")).rejects.toMatchObject({ code: "disk-full" });
      expect(await sortedFiles()).toEqual(["ballast"]);

      await rm(ballast);
      const project = await createProject(directory, "Faces");
      await fill();
      const longName = "x".repeat(100_000);
      expect(() => project.store.settings.set("name", longName)).toThrow(expect.objectContaining({ code: "disk-full" }));
      expect(project.store.settings.get("name")).toBe("Faces");
      await project.close();

      await fill();
      await expect(openProject(directory)).rejects.toMatchObject({ code: "disk-full" });
      expect(await sortedFiles()).not.toContain("project.lock");
      await rm(ballast);
      const again = await openProject(directory);
      expect(again.store.settings.get("name")).toBe("Faces");
      await again.close();
    } finally {
      spawnSync("umount", ["-l", directory]);
    }
  });
});
