// Frames of films as pictures, taken by the user's ffmpeg and kept in a folder, so that a film is taken apart once. The film is a
// stranger's: no shell sees its name, no other file is opened for it, and time, pixels and bytes are limited.
import { execFile } from "node:child_process";
import { promises } from "node:fs";
import { join } from "node:path";
import { quote } from "../datasets/csv-rows.ts";
import type { FrameSource } from "../datasets/set-reader.ts";
import { InputError } from "../errors.ts";
import { digestOfFile, writeDurably } from "../project/durable.ts";
import { type FilmPrograms, filmProgramsMend } from "./film-programs.ts";
import { pngsOf } from "./png-stream.ts";

/** Where its addresses begin; what follows is a file of the folder that the frames are kept in. */
export const framesPrefix = "@frames/";

export interface FilmLimits {
  /** For one run of a program; a film of MMI takes one second. */
  milliseconds: number;
  /** Of one run's output. */
  bytes: number;
}

export class FilmFrames implements FrameSource {
  /** @param folder  for the pictures; made when it is not there */
  constructor(
    private readonly programs: FilmPrograms,
    private readonly folder: string,
    private readonly signal: AbortSignal,
    private readonly limits: FilmLimits = { milliseconds: 120_000, bytes: 256 * 2 ** 20 },
  ) {}

  async measure(film: string): Promise<{ count: number; width: number; height: number }> {
    const asked = "stream=width,height,nb_frames,nb_read_frames";
    const options = ["-select_streams", "v:0", "-count_frames", "-show_entries", asked, "-of", "json"];
    const output = await this.#run(this.programs.ffprobe, [...readingOptions, ...options, ...inputOf(film)], film);
    const [stream] = (JSON.parse(output.toString("utf8")) as { streams: Record<string, unknown>[] }).streams;
    if (!stream) throw fault(film, "a file without a film in it", "an AVI film", copyAgain);
    const [count, width, height, announced] = ["nb_read_frames", "width", "height", "nb_frames"].map((name) => Number(stream[name]));
    // A few announced frames may be missing: cameras leave empty ones. More are those of a copy that was cut off.
    if (count! < 0.9 * announced!) throw fault(film, `${count} frames`, `the ${announced} that it announces`, copyAgain);
    if (!(count! >= 1 && width! >= 1 && height! >= 1)) throw fault(film, "a film without a frame", "frames", copyAgain);
    return { count: count!, width: width!, height: height! };
  }

  async take(film: string, numbers: readonly number[], turned = false): Promise<string[]> {
    const names = await this.#namesOf(film, numbers, turned);
    await promises.mkdir(this.folder, { recursive: true });
    const missing = new Map<number, string>();
    for (const [index, number] of numbers.entries()) if (!(await isKept(this.#placeOf(names[index]!)))) missing.set(number, names[index]!);
    if (missing.size > 0) await this.#takeAway(film, missing, turned);
    return names.map((name) => framesPrefix + name);
  }

  async #takeAway(film: string, nameByNumber: ReadonlyMap<number, string>, turned: boolean): Promise<void> {
    const wanted = [...nameByNumber.keys()].sort((a, b) => a - b);
    // Frames that follow each other in time are written once each, whatever the film's clock says.
    const filters = [`select='${wanted.map((number) => `eq(n,${number})`).join("+")}'`, "setpts=N/FRAME_RATE/TB"];
    if (turned) filters.push("transpose=clock");
    const options = ["-map", "0:v:0", "-vf", filters.join(","), "-frames:v", String(wanted.length), "-pix_fmt", "rgb24"];
    const output = ["-c:v", "png", "-f", "image2pipe", "pipe:1"];
    const stream = await this.#run(this.programs.ffmpeg, ["-nostdin", ...readingOptions, ...inputOf(film), ...options, ...output], film);
    const pictures = pngsOf(stream);
    if (pictures.length < wanted.length) throw fault(film, `no frame ${wanted[pictures.length]! + 1}`, "whole frames up to it", copyAgain);
    for (const [index, number] of wanted.entries()) await writeDurably(this.#placeOf(nameByNumber.get(number)!), pictures[index]!);
  }

  /** By what the film holds, not where it lies: a data set that was moved is the same one, and so are the addresses of its pictures. */
  async #namesOf(film: string, numbers: readonly number[], turned: boolean): Promise<string[]> {
    const { digest } = await digestOfFile(film).catch((error: unknown) => {
      throw fault(film, `a film that cannot be read (${(error as NodeJS.ErrnoException).code})`, "a film", copyAgain, error);
    });
    return numbers.map((number) => `${digest.slice(0, 32)}-${String(number).padStart(6, "0")}${turned ? "-turned" : ""}.png`);
  }

  #placeOf(name: string): string {
    return join(this.folder, name);
  }

  #run(program: string, options: readonly string[], film: string): Promise<Buffer> {
    const { milliseconds, bytes } = this.limits;
    const limits = { timeout: milliseconds, maxBuffer: bytes, killSignal: "SIGKILL", windowsHide: true } as const;
    return new Promise((resolve, reject) => {
      execFile(program, [...options], { ...limits, signal: this.signal, encoding: "buffer" }, (error, output, complaint) => {
        if (!error) resolve(output);
        else if (this.signal.aborted) reject(this.signal.reason);
        else reject(failure(error, complaint.toString("utf8"), program, film, this.limits));
      });
    });
  }
}

/** Of a frame; MMI's have 720 x 576. */
const pixelLimit = 2 ** 24;
/** Only AVI is tried: lists of other files, which other formats may be, are none. One thread is enough for a face. */
const readingOptions = `-v error -protocol_whitelist file -format_whitelist avi -max_pixels ${pixelLimit} -threads 1`.split(" ");
const inputOf = (film: string): string[] => ["-i", `file:${film}`];

const copyAgain = "Play the film to see whether it is whole, and copy or download it again.";

const fault = (film: string, found: string, expected: string, mend: string, cause?: unknown): InputError =>
  new InputError({ file: film, found, expected, mend }, { cause });

interface Failure extends Error {
  code?: string | number | null;
  killed?: boolean;
}

function failure(error: Failure, complaint: string, program: string, film: string, { milliseconds, bytes }: FilmLimits): InputError {
  if (error.code === "ENOENT" || error.code === "EACCES") {
    return fault(film, `no program ${quote(program)} to open the film with`, "ffmpeg and ffprobe", filmProgramsMend, error);
  }
  if (error.code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") {
    return fault(film, `frames of more than ${bytes} bytes`, "frames of a face", "Make the film smaller, or leave it out.", error);
  }
  if (error.killed) {
    return fault(film, `a film that is not open after ${milliseconds / 1000} s`, "a short film", copyAgain, error);
  }
  return fault(
    film,
    `a film that ffmpeg cannot open (${quote(complaint.split("\n")[0]!.replace(`file:${film}: `, ""))})`,
    "an AVI film",
    copyAgain,
    error,
  );
}

const isKept = async (path: string): Promise<boolean> => (await promises.stat(path).catch(() => null))?.isFile() ?? false;
