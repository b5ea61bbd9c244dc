// What is taken of a session of MMI: three pictures of the peak and perhaps the neutral face before it; of two views in one picture, one half.
import { filmProgramsMend } from "../../images/film-programs.ts";
import { type Box, formatAddress, wholeFile } from "../../images/picture-address.ts";
import { sharp } from "../../images/sharp.ts";
import type { SetFolder } from "../set-folder.ts";
import type { FrameSource, ReadContext } from "../set-reader.ts";
import { apexOf, framesAround, peakFrames } from "./mmi-peak.ts";
import type { MmiSession } from "./mmi-session.ts";
import { readXml } from "./xml-elements.ts";

export interface MmiChoices {
  hasNeutral: boolean;
  /** Which half of a picture with two views is the frontal one. */
  frontalHalf: "left" | "right" | null;
  /** Frontal films without coded action units are turned by a quarter clockwise. */
  turnsUncoded: boolean;
}

interface Taken {
  /** Addresses; null where the session has no neutral face, or none is wanted. */
  neutral: string | null;
  peak: string[];
}

export async function takePictures(folder: SetFolder, session: MmiSession, choices: MmiChoices, { frames }: ReadContext): Promise<Taken> {
  const { pictures } = session;
  if (pictures.kind === "stills") {
    return { neutral: null, peak: await Promise.all(pictures.files.map((file) => halved(folder, session, choices, file))) };
  }
  if (pictures.kind === "frames") {
    const [first, ...peak] = (await numbersOf(folder, session, pictures.files.length)).map((number) => pictures.files[number]!);
    const addresses = await Promise.all(peak.map((file) => halved(folder, session, choices, file)));
    return { neutral: choices.hasNeutral ? await halved(folder, session, choices, first!) : null, peak: addresses };
  }
  await folder.sizeOf(pictures.file); // so that a film that changes is noticed
  const film = folder.pathOf(pictures.file);
  if (!frames) throw folder.fault(pictures.file, "a film, and no ffmpeg to take its frames with", "ffmpeg and ffprobe", filmProgramsMend);
  const { count, width, height } = await measured(frames, film, folder, pictures.file);
  const [first, ...peak] = await numbersOf(folder, session, count);
  const turned = choices.turnsUncoded && session.view === "frontal" && session.units === null;
  const taken = await frames.take(film, choices.hasNeutral ? [first!, ...peak] : peak, turned);
  const addresses = taken.map((file) => cutTo(file, session, choices, { width, height }));
  return choices.hasNeutral ? { neutral: addresses[0]!, peak: addresses.slice(1) } : { neutral: null, peak: addresses };
}

async function measured(frames: FrameSource, film: string, folder: SetFolder, file: string) {
  const measures = await frames.measure(film);
  if (measures.count > peakFrames) return measures;
  throw folder.fault(file, `${measures.count} frames`, `more than ${peakFrames}`, "Copy or download the film again.");
}

/** The first frame, then those of the peak. */
async function numbersOf(folder: SetFolder, { units }: MmiSession, count: number): Promise<number[]> {
  const apex = units === null ? null : apexOf(await readXml(folder, units), count, folder.pathOf(units));
  return [0, ...framesAround(apex ?? { start: 0, end: count }, count)];
}

/** A picture of the set's folder, which is opened for its size where a half of it is meant. */
async function halved(folder: SetFolder, session: MmiSession, choices: MmiChoices, file: string): Promise<string> {
  if (session.view === "frontal") return file;
  const { width, height } = await sharp(folder.pathOf(file))
    .metadata()
    .catch(() => {
      throw folder.fault(file, "no picture", "a picture of two views", "Copy or download the picture again.");
    });
  return cutTo(file, session, choices, { width: width!, height: height! });
}

function cutTo(
  file: string,
  { view }: MmiSession,
  { frontalHalf }: MmiChoices,
  { width, height }: { width: number; height: number },
): string {
  if (view === "frontal") return file;
  const middle = Math.floor(width / 2);
  const box: Box =
    frontalHalf === "left" ? { left: 0, top: 0, right: middle, bottom: height } : { left: middle, top: 0, right: width, bottom: height };
  return formatAddress({ ...wholeFile(file), box });
}
