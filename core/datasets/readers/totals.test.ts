import { afterEach, beforeEach, expect, it } from "vitest";
import { writeAffectNet, writeAffectNet2021 } from "../miniatures/affectnet.ts";
import { writeExpw } from "../miniatures/expw.ts";
import { writeFer2013 } from "../miniatures/fer2013.ts";
import type { MiniatureOptions } from "../miniatures/miniature.ts";
import { writeMs1m } from "../miniatures/ms1m.ts";
import type { SetName } from "../set-reader.ts";
import { newPlace, type SetPlace, sameFace } from "./reading.fixture.ts";
import { readers } from "./registry.ts";

let place: SetPlace;
beforeEach(() => {
  place = newPlace();
});
afterEach(() => place.remove());

const lists: [string, SetName, (options: MiniatureOptions) => Promise<void>][] = [
  ["AffectNet's lists", "affectnet", writeAffectNet],
  ["AffectNet's arrays", "affectnet", writeAffectNet2021],
  ["ExpW's list", "expw", writeExpw],
  ["FER-2013's table", "fer2013", (options) => writeFer2013({ ...options, layout: "csv" })],
  ["the index of MS-Celeb-1M's records", "ms1m", (options) => writeMs1m({ ...options, layout: "records" })],
];

it.each(lists)("%s tells of how many rows a reader has read some", async (_, name, write) => {
  await write({ directory: place.directory, seed: 1, draw: sameFace });
  const told: [done: number, total: number | undefined][] = [];
  const report = (done: number, total?: number) => void told.push([done, total]);
  const reader = readers.find((each) => each.name === name)!;
  await reader.read(await place.folder(), {}, { report, signal: new AbortController().signal, frames: null });
  expect(told[0]![0]).toBe(0);
  for (const [done, total] of told) expect(total).toBeGreaterThan(done);
});
