import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { writeFilm } from "../datasets/miniatures/film.ts";
import { InputError } from "../errors.ts";
import { randomStream } from "../random.ts";
import { FilmFrames, framesPrefix } from "./film-frames.ts";
import { findFilmPrograms } from "./film-programs.ts";
import { sharp } from "./sharp.ts";

const programs = await findFilmPrograms();
const { signal } = new AbortController();
let root: string;
let kept: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "films ü %d "));
});
beforeEach(() => {
  kept = join(root, "kept");
  rmSync(kept, { recursive: true, force: true });
});
afterAll(() => rmSync(root, { recursive: true }));

describe("the programs that open films", () => {
  const pretend = (folder: string, name: string) => {
    mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, folder, name), "");
    chmodSync(join(root, folder, name), 0o755);
  };

  it("are on the PATH, both in one folder, or where OMNIFER_FFMPEG says", async () => {
    pretend("half", "ffmpeg");
    pretend("bin", "ffmpeg");
    pretend("bin", "ffprobe");
    const found = { ffmpeg: join(root, "bin", "ffmpeg"), ffprobe: join(root, "bin", "ffprobe") };
    const path = ["", ".", "relative", join(root, "none"), join(root, "half"), join(root, "bin")].join(delimiter);
    expect(await findFilmPrograms({ PATH: path })).toEqual(found);
    expect(await findFilmPrograms({ PATH: "", OMNIFER_FFMPEG: found.ffmpeg })).toEqual(found);
  });

  it("may be absent", async () => {
    expect(await findFilmPrograms({ PATH: join(root, "half") })).toBeNull();
    expect(await findFilmPrograms({})).toBeNull();
    expect(await findFilmPrograms({ PATH: process.env.PATH, OMNIFER_FFMPEG: join(root, "none", "ffmpeg") })).toBeNull();
    chmodSync(join(root, "bin", "ffprobe"), 0o644);
    expect(await findFilmPrograms({ PATH: join(root, "bin") })).toBeNull();
  });

  it("are asked for by the error of a film, when they have gone", async () => {
    const gone = { ffmpeg: join(root, "none", "ffmpeg"), ffprobe: join(root, "none", "ffprobe") };
    const film = join(root, "gone.avi");
    writeFileSync(film, "");
    const frames = new FilmFrames(gone, kept, signal);
    const message = /gone\.avi: found no program ".*ffprobe" to open the film with.*apt install ffmpeg.*OMNIFER_FFMPEG/;
    await expect(frames.measure(film)).rejects.toThrow(message);
    await expect(frames.take(film, [0])).rejects.toThrow(/gone\.avi: found no program ".*ffmpeg"/);
    await expect(frames.take(join(root, "none.avi"), [0])).rejects.toThrow(/none\.avi: found a film that cannot be read \(ENOENT\)/);
  });
});

/** Frame n is grey 20 n, with its top half 10 lighter, and noise between them so that it has some bytes. */
async function greyFrame(number: number): Promise<Buffer> {
  const [width, height] = [64, 48];
  const pixels = Buffer.alloc(width * height * 3, 20 * number);
  pixels.fill(20 * number + 10, 0, pixels.length / 2);
  const noise = randomStream(1, "film", number);
  for (let value = pixels.length / 4; value < (pixels.length * 3) / 4; value++) pixels[value] = noise.integer(256);
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}

// Where ffmpeg is absent, only the tests above run: films cannot be made there either.
describe.skipIf(programs === null)("frames of a film", () => {
  let film: string;
  const source = (limits?: { milliseconds: number; bytes: number }) => new FilmFrames(programs!, kept, signal, limits);
  const pixelsOf = async (address: string) => {
    const file = join(kept, address.slice(framesPrefix.length));
    return sharp(file).raw().toBuffer({ resolveWithObject: true });
  };
  const greyOf = async (address: string) => Math.round((await pixelsOf(address)).data[0]! / 10) * 10;

  beforeAll(async () => {
    film = join(root, "S001-001 ä'b.avi");
    await writeFilm(programs!, film, await Promise.all(Array.from({ length: 12 }, (_, number) => greyFrame(number))));
  });

  it("are counted and measured", async () => {
    expect(await source().measure(film)).toEqual({ count: 12, width: 64, height: 48 });
  });

  it("are the ones that were asked for, in that order, kept as PNG", async () => {
    const addresses = await source().take(film, [7, 0, 11, 7]);
    expect(addresses).toHaveLength(4);
    for (const address of addresses) expect(address).toMatch(/^@frames\/[0-9a-f]{32}-\d{6}\.png$/);
    expect(await Promise.all(addresses.map(greyOf))).toEqual([150, 10, 230, 150]);
    expect(addresses[3]).toBe(addresses[0]);
    expect(readdirSync(kept)).toHaveLength(3);
    const { info } = await pixelsOf(addresses[0]!);
    expect([info.width, info.height, info.channels]).toEqual([64, 48, 3]);
  });

  it("are taken once, until the film is another", async () => {
    const [address] = await source().take(film, [3]);
    writeFileSync(join(kept, address!.slice(framesPrefix.length)), "kept");
    expect(await source().take(film, [3, 4])).toEqual([address, expect.stringMatching(/-000004\.png$/)]);
    expect(readFileSync(join(kept, address!.slice(framesPrefix.length)), "utf8")).toBe("kept");
    const moved = join(root, "moved.avi");
    copyFileSync(film, moved);
    expect(await source().take(moved, [3])).toEqual([address]);
    await writeFilm(programs!, moved, await Promise.all([0, 0, 0, 2].map(greyFrame)));
    const [another] = await source().take(moved, [3]);
    expect(another).not.toBe(address);
    expect(await greyOf(another!)).toBe(50);
  });

  it("are turned clockwise when the camera lay on its side", async () => {
    const [turned, upright] = [...(await source().take(film, [5], true)), ...(await source().take(film, [5]))];
    expect(turned).not.toBe(upright);
    const { data, info } = await pixelsOf(turned!);
    expect([info.width, info.height]).toEqual([48, 64]);
    // What was the light top is the right edge.
    expect([Math.round(data[0]! / 10) * 10, Math.round(data[(info.width - 1) * 3]! / 10) * 10]).toEqual([100, 110]);
  });

  it("are refused when the film is damaged, with its name and the mend", async () => {
    const bytes = readFileSync(film);
    const cut = join(root, "cut.avi");
    const broken: [string, Buffer, RegExp][] = [
      ["half.avi", bytes.subarray(0, bytes.length / 2), /half\.avi: found \d frames, expected the 12 that it announces\. Play the film/],
      ["head.avi", bytes.subarray(0, 100), /head\.avi: found a film that ffmpeg cannot open \("Invalid data.*copy or download it again/],
      ["text.avi", Buffer.from("no film"), /text\.avi: found a film that ffmpeg cannot open/],
      ["empty.avi", Buffer.alloc(0), /empty\.avi: found a film that ffmpeg cannot open/],
    ];
    for (const [name, content, message] of broken) {
      writeFileSync(join(root, name), content);
      const failed = await source()
        .measure(join(root, name))
        .catch((error: unknown) => error);
      expect(failed).toBeInstanceOf(InputError);
      expect((failed as InputError).message).toMatch(message);
    }
    writeFileSync(cut, bytes.subarray(0, bytes.length / 2));
    await expect(source().take(cut, [0, 11])).rejects.toThrow(/cut\.avi: found no frame 12, expected whole frames up to it/);
  });

  it("are not looked for in other files that the film names", async () => {
    const list = join(root, "list.avi");
    symlinkSync(film, join(root, "other.avi"));
    writeFileSync(list, "ffconcat version 1.0\nfile other.avi\n");
    await expect(source().measure(list)).rejects.toThrow(/list\.avi: found a film that ffmpeg cannot open/);
    await expect(source().take(list, [0])).rejects.toThrow(/list\.avi: found a film that ffmpeg cannot open/);
  });

  it("are given up where they take too long, or are too large", async () => {
    await expect(source({ milliseconds: 1, bytes: 1e6 }).measure(film)).rejects.toThrow(/a film that is not open after 0\.001 s/);
    await expect(source({ milliseconds: 60_000, bytes: 100 }).take(film, [1])).rejects.toThrow(/frames of more than 100 bytes/);
    expect(readdirSync(kept)).toEqual([]);
  });

  it("are given up when nobody wants them any more", async () => {
    const stop = new AbortController();
    const frames = new FilmFrames(programs!, kept, stop.signal);
    const taken = frames.measure(film);
    stop.abort(new Error("stopped"));
    await expect(taken).rejects.toThrow("stopped");
  });
});
