import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Neighbourhood, ownerOf, requireFree, takeLock } from "./lock.ts";

let path: string;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lock-"));
  path = join(folder, "project.lock");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A machine "alpha" on which the processes named live, started at the moment given. */
function machine(pid: number, living: Record<number, string | null>, other: Partial<Neighbourhood> = {}): Neighbourhood {
  return {
    pid,
    host: "alpha",
    now: () => new Date(),
    isAlive: (asked) => asked in living,
    processStart: (asked) => living[asked] ?? null,
    ...other,
  };
}

const processes = { 100: "boot-1 5000", 200: "boot-1 6000" };
const longAgo = () => utimes(path, new Date(0), new Date(0));

describe("the lock of a project", () => {
  it("names its owner's process, start, machine and moment", async () => {
    await takeLock(path, machine(100, processes, { now: () => new Date("2025-11-24T12:03:04Z") }));
    expect(ownerOf(await readFile(path, "utf8"))).toEqual({
      pid: 100,
      started: "boot-1 5000",
      host: "alpha",
      since: "2025-11-24T12:03:04.000Z",
    });
  });

  it("refuses a second comer, with the owner's process and since when", async () => {
    await takeLock(path, machine(100, processes));
    const refused = takeLock(path, machine(200, processes));
    await expect(refused).rejects.toMatchObject({ code: "locked" });
    await expect(refused).rejects.toThrow(
      /^This project is open in another program \(process 100 on alpha, since \d+ \w+ \d{4}.* \d\d:\d\d\)\. Close it there, then try again\.$/,
    );
  });

  it("refuses a second opening by the same process", async () => {
    await takeLock(path, machine(100, processes));
    await expect(takeLock(path, machine(100, processes))).rejects.toMatchObject({ code: "locked" });
  });

  it("is free after it was released", async () => {
    const lock = await takeLock(path, machine(100, processes));
    await lock.release();
    expect(await readdir(folder)).toEqual([]);
    await takeLock(path, machine(200, processes));
  });

  it.each([
    ["the process is gone", machine(200, { 200: "boot-1 6000" })],
    ["its number belongs to a later process", machine(200, { 100: "boot-1 5500", 200: "boot-1 6000" })],
    ["its number belongs to a process of another boot", machine(200, { 100: "boot-2 5000", 200: "boot-2 600" })],
  ])("is taken over without a word when %s", async (_, second) => {
    await takeLock(path, machine(100, processes));
    await takeLock(path, second);
    expect(ownerOf(await readFile(path, "utf8"))?.pid).toBe(200);
  });

  it("is not removed by an owner that lost it", async () => {
    const first = await takeLock(path, machine(100, processes));
    await takeLock(path, machine(200, { 200: "boot-1 6000" }));
    await first.release();
    expect(ownerOf(await readFile(path, "utf8"))?.pid).toBe(200);
  });

  describe("where the owner's process cannot be looked up", () => {
    const elsewhere = machine(200, {}, { host: "beta" });
    const withoutStartTimes = machine(200, { 100: null, 200: null });

    it.each([
      ["on another machine", elsewhere],
      ["on a system that tells no start times", withoutStartTimes],
    ])("%s, is held as long as it is touched, and taken over after a minute's silence", async (_, second) => {
      await takeLock(path, machine(100, processes));
      await expect(takeLock(path, second)).rejects.toMatchObject({ code: "locked" });
      await longAgo();
      await takeLock(path, second);
      expect(ownerOf(await readFile(path, "utf8"))?.pid).toBe(200);
    });
  });

  it("that is only half written is respected while it is young", async () => {
    await writeFile(path, '{"pid":');
    await expect(takeLock(path, machine(200, processes))).rejects.toThrow("This project is open in another program. Close it there");
    await longAgo();
    await takeLock(path, machine(200, processes));
  });

  it("can be looked at without taking it", async () => {
    await requireFree(path, machine(200, processes));
    await takeLock(path, machine(100, processes));
    await expect(requireFree(path, machine(200, processes))).rejects.toMatchObject({ code: "locked" });
  });

  it("cannot be made where nothing can be written", async () => {
    await expect(takeLock(join(folder, "missing", "project.lock"), machine(100, processes))).rejects.toMatchObject({ code: "internal" });
  });
});

describe("the owner of a lock file", () => {
  it("is nobody for any text that is not a lock", () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => ownerOf(text) === null));
  });
});
