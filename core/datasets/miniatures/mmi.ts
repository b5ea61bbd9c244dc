// MMI in miniature: sessions of a film each, coded in time or not, from the front, from the side or both, of basic expressions and others;
// and the processed pictures with their list. Where ffmpeg is at hand the films are films, else they are taken apart.
import { join } from "node:path";
import type { FilmPrograms } from "../../images/film-programs.ts";
import { sharp } from "../../images/sharp.ts";
import { mmiEmotions } from "../readers/mmi-labels.ts";
import { drawnPoints } from "./face-points.ts";
import { writeFilm } from "./film.ts";
import { faceDrawer, type MiniatureFace, type MiniatureOptions, put } from "./miniature.ts";

export interface MmiMiniature extends MiniatureOptions {
  /** Makes films; without it their frames lie there as pictures. */
  programs?: FilmPrograms | null;
}

interface Session {
  film: string;
  /** 1 to 6; 9 is another emotion; null for a film that was only coded for its muscles. */
  code: number | null;
  view: 0 | 1 | 2;
  /** A photograph instead of a film. */
  isStill?: boolean;
  /** Without coded action units, and the camera on its side. */
  isTurned?: boolean;
}

const sessions: readonly Session[] = [
  { film: "S001-001", code: 1, view: 0 },
  { film: "S001-002", code: 2, view: 0 },
  { film: "S002-001", code: 3, view: 0, isTurned: true },
  { film: "S002-002", code: 4, view: 0 },
  { film: "S003-001", code: 5, view: 2 },
  { film: "S003-002", code: 6, view: 0 },
  { film: "S004-001", code: 2, view: 0, isStill: true },
  { film: "S004-002", code: 1, view: 1 },
  { film: "S005-001", code: 9, view: 0 },
  { film: "S005-002", code: null, view: 0 },
];

/** How much of the expression each frame shows. */
const intensities = [0, 0.1, 0.2, 0.4, 0.7, 1, 1, 1, 0.5, 0];
/** Where phases begin, from 1: neutral, onset, apex, offset, neutral. */
const phases = [
  [1, 0],
  [2, 1],
  [6, 2],
  [9, 3],
  [10, 0],
] as const;

export async function writeMmi(options: MmiMiniature): Promise<void> {
  for (const [index, session] of sessions.entries()) {
    const { film, code, view, isTurned = false } = session;
    const place = `Sessions/${index + 1}`;
    const isCoded = !isTurned && !session.isStill;
    const annotations = [`${film}.xml`, ...(isCoded ? [`${film}-oao_aucs.xml`] : [])].map(
      (name) => `    <annotation filename="${name}"/>\n`,
    );
    const track = `  <track type="Video" filename="${film}.avi" view="${view}">\n${annotations.join("")}  </track>\n`;
    const subject = `  <subject id="${Number(film.slice(1, 4))}"/>\n`;
    await put(options, `${place}/session.xml`, `${head}<session sessionId="${index + 1}">\n${track}${subject}</session>\n`);
    const emotion = code === null ? "" : `  <Metatag Name="Emotion" Value="${code}"/>\n`;
    await put(options, `${place}/${film}.xml`, `${head}<Metadata>\n  <Metatag Name="Database" Value="MMI"/>\n${emotion}</Metadata>\n`);
    if (isCoded) await put(options, `${place}/${film}-oao_aucs.xml`, codedUnits);
    await writePictures(options, place, session, index);
  }
}

async function writePictures(options: MmiMiniature, place: string, session: Session, index: number): Promise<void> {
  const { film, programs } = { ...options, ...session };
  if (session.isStill) return put(options, `${place}/${film}.png`, await frameOf(options, session, index, 1));
  const frames = [];
  for (const intensity of intensities) frames.push(await frameOf(options, session, index, intensity));
  if (programs) return writeFilm(programs, join(options.directory, place, `${film}.avi`), frames);
  for (const [frame, picture] of frames.entries()) await put(options, `${place}/${film}-${frame + 1}.png`, picture);
}

/** 720 x 576; of two views in one picture the left half is the face, the right one empty: no face is drawn from the side. */
async function frameOf(options: MmiMiniature, { film, code, view, isTurned }: Session, index: number, intensity: number): Promise<Buffer> {
  const [width, height] = [view === 2 ? 360 : 720, 576];
  const person = Number(film.slice(1, 4));
  const expression = mmiEmotions[(code ?? 1) - 1] ?? "neutral";
  const size = isTurned ? { width: height, height: width } : { width, height };
  const face: MiniatureFace = { part: "mmi", index, person, expression, size, format: "png", intensity };
  const drawn = await faceDrawer(options)(face);
  if (view === 2) return sharp(drawn).extend({ right: 360, background: "#7f7f7f" }).png().toBuffer();
  return isTurned ? sharp(drawn).rotate(270).png().toBuffer() : drawn;
}

const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
const codedUnits = `${head}<AUCoding>\n${[4, 12]
  .map((unit) => {
    const markers = phases.map(([frame, type]) => `    <Marker Frame="${frame}" Type="${type}"/>\n`);
    return `  <ActionUnit Number="${unit}">\n${markers.join("")}  </ActionUnit>\n`;
  })
  .join("")}</AUCoding>\n`;

/** As HCPLab processes it: twelve pictures of six subjects, their list, and their five points. */
export async function writeMmiList(options: MiniatureOptions): Promise<void> {
  const draw = faceDrawer(options);
  const lines: string[] = [];
  for (let index = 0; index < 12; index++) {
    const [person, code] = [1 + Math.floor(index / 2), index % 6];
    const stem = `S00${person}-00${1 + (index % 2)}`;
    const face = { part: "mmi list", index, person, expression: mmiEmotions[code]!, size: 224, format: "jpeg" } as const;
    await put(options, `images/${stem}.jpg`, await draw(face));
    const points = drawnPoints(options.seed, face);
    const rows = [0, 2, 4, 6, 8].map((at) => `${points[at]!.toFixed(2)} ${points[at + 1]!.toFixed(2)}\n`);
    await put(options, `annos/landmark_5/${stem}.txt`, rows.join(""));
    lines.push(`${stem}.jpg ${code}`);
  }
  await put(options, "list/list.txt", `${lines.join("\n")}\n`);
}
