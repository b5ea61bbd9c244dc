import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, expect, it, vi } from "vitest";
import { withPassingFrames } from "./passing-frames.ts";
import { sharp } from "./sharp.ts";

const root = mkdtempSync(join(tmpdir(), "omnifer-passing-"));
afterAll(() => rmSync(root, { recursive: true }));
beforeEach(() => {
  mkdirSync(join(root, "temporary"), { recursive: true });
  vi.stubEnv("TMPDIR", join(root, "temporary"));
});
afterEach(() => void vi.unstubAllEnvs());

const { signal } = new AbortController();
const left = () => readdirSync(join(root, "temporary"), { recursive: true }).map(String);

/** A program that answers every film with one frame. */
async function pretendedPrograms() {
  const picture = join(root, "frame.png");
  await sharp({ create: { width: 2, height: 2, channels: 3, background: "#7f7f7f" } })
    .png()
    .toFile(picture);
  const ffmpeg = join(root, "ffmpeg");
  writeFileSync(ffmpeg, `#!/bin/sh\ncat "${picture}"\n`, { mode: 0o755 });
  return { ffmpeg, ffprobe: join(root, "ffprobe") };
}

it.skipIf(process.platform === "win32")("frames lie in a temporary folder while they are looked at, and are gone then", async () => {
  const film = join(root, "film.avi");
  writeFileSync(film, "a film");
  const look = withPassingFrames(await pretendedPrograms(), signal, async (frames) => {
    const [address] = await frames!.take(film, [0]);
    return { address: address!, meanwhile: left() };
  });
  const { address, meanwhile } = await look;
  expect(address).toMatch(/^@frames\/.+\.png$/);
  expect(meanwhile.some((path) => path.endsWith(address.slice("@frames/".length)))).toBe(true);
  expect(left()).toEqual([]);
});

it("they are gone after a look that fails", async () => {
  const failing = withPassingFrames(await pretendedPrograms(), signal, async () => {
    expect(left()).toHaveLength(1);
    throw new Error("no data set");
  });
  await expect(failing).rejects.toThrow("no data set");
  expect(left()).toEqual([]);
});

it("without a program for films there are none, and no folder", async () => {
  expect(await withPassingFrames(null, signal, async (frames) => [frames, left()])).toEqual([null, []]);
});
