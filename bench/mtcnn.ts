// Finding faces: pictures per second, ours against facenet-pytorch 2.6.0 (bench/peers/mtcnn.py) on the same decoded pictures, weights,
// sizes of the pyramid and threads. The two take turns; each ratio is of one pair, by the wall's time and by the processor's, which other
// programs on the same cores disturb less. What is found is compared.
// Run: node bench/run.mjs mtcnn [--faces DIR] [--pairs 5] [--rows together,single,crowd] [--python python3]
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { drawDemonstrationSet } from "../core/datasets/synthetic/draw-demonstration.ts";
import { type FaceDetector, openFaceDetector } from "../core/faces/mtcnn.ts";
import { mtcnnFolder } from "../core/faces/mtcnn-weights.ts";
import { decodeRaster } from "../core/images/decode.ts";
import { withChannels } from "../core/images/grey.ts";
import type { Raster } from "../core/images/resize.ts";
import { type StoredTensor, writeSafetensors } from "../core/networks/weights/safetensors.ts";
import { threadCount } from "../core/tensor/backend.ts";
import { median } from "./median.ts";
import { type Peer, startPeer } from "./peer.ts";

const options = {
  faces: { type: "string" },
  pairs: { type: "string", default: "5" },
  rows: { type: "string", default: "together,single,crowd" },
  python: { type: "string", default: process.env.OMNIFER_PYTHON ?? "python3" },
} as const;

interface Row {
  title: string;
  pictures: Raster[];
  /** Pictures at once. */
  batch: number;
}

interface Turn {
  seconds: number;
  processorSeconds: number;
  /** Of each picture, the numbers of each face: box and points. */
  faces: number[][][];
}

const pauses = { signal: new AbortController().signal, breathe: async () => undefined };
/** Pixels. Which of two equally likely boxes stays is for NumPy's sort to say, and another one in a batch than alone. */
const tolerance = 2;
const leastAgreement = 0.9;

async function main(): Promise<void> {
  const { faces, pairs, rows: names, python } = parseArgs({ options }).values;
  const rows = await rowsOf(faces ?? (await usualFaces()));
  const folder = mkdtempSync(join(tmpdir(), "omnifer-bench-"));
  const file = join(folder, "pictures.safetensors");
  await writeSafetensors(file, Object.fromEntries(Object.entries(rows).map(([name, { pictures }]) => [name, inColour(pictures)])));
  const detector = openFaceDetector(mtcnnFolder());
  const peer = startPeer(python, "mtcnn.py", [String(threadCount()), file]);
  try {
    for (const name of names.split(",")) {
      const row = rows[name];
      if (!row) throw new Error(`No row "${name}". Rows: ${Object.keys(rows).join(", ")}.`);
      await measure(name, row, Number(pairs), detector, peer);
    }
  } finally {
    await peer.stop();
    detector.dispose();
    rmSync(folder, { recursive: true });
  }
}

async function measure(name: string, row: Row, pairs: number, detector: FaceDetector, peer: Peer): Promise<void> {
  const theirs = () => peer.turn<Turn>({ row: name, batch: row.batch });
  requireSameFaces((await detectOnce(detector, row)).faces, (await theirs()).faces); // both are warm then
  const turns: { ours: Turn; theirs: Turn }[] = [];
  while (turns.length < pairs) turns.push({ ours: await detectOnce(detector, row), theirs: await theirs() });
  const rate = (side: "ours" | "theirs") => (row.pictures.length / median(turns.map((turn) => turn[side].seconds))).toFixed(1);
  const ratios = (of: "seconds" | "processorSeconds") => {
    const all = turns.map((turn) => turn.theirs[of] / turn.ours[of]);
    return `${median(all).toFixed(2)} (${Math.min(...all).toFixed(2)} to ${Math.max(...all).toFixed(2)})`;
  };
  console.log(
    `${row.title}, ${threadCount()} threads: ours ${rate("ours")} pictures/s, facenet-pytorch ${rate("theirs")}; ` +
      `ratio of pairs ${ratios("seconds")}, of processor time ${ratios("processorSeconds")}`,
  );
}

async function detectOnce(detector: FaceDetector, { pictures, batch }: Row): Promise<Turn> {
  const begun = performance.now();
  const processorBegun = process.cpuUsage();
  const faces: number[][][] = [];
  for (let first = 0; first < pictures.length; first += batch) {
    const found = await detector.detectFaces(pictures.slice(first, first + batch), pauses);
    faces.push(...found.map((all) => all.map(({ box, points }) => [box.left, box.top, box.right, box.bottom, ...points])));
  }
  const { user, system } = process.cpuUsage(processorBegun);
  return { seconds: (performance.now() - begun) / 1000, processorSeconds: (user + system) / 1e6, faces };
}

function requireSameFaces(ours: number[][][], theirs: number[][][]): void {
  const distance = (face: number[], other: number[]) => Math.max(...face.map((value, index) => Math.abs(value - other[index]!)));
  const isSame = (mine: number[][], others: number[][]) =>
    mine.length === others.length && mine.every((face) => others.some((other) => distance(face, other) <= tolerance));
  // A picture of many faces is not lost with one of them.
  const agreeing = ours.flatMap((mine, picture) =>
    mine.length > 1
      ? mine.map((face) => theirs[picture]!.some((other) => distance(face, other) <= tolerance))
      : [isSame(mine, theirs[picture]!)],
  );
  const share = agreeing.filter(Boolean).length / agreeing.length;
  console.log(`${(100 * share).toFixed(1)} % of ${agreeing.length} within ${tolerance} pixels of facenet-pytorch's`);
  if (share < leastAgreement) throw new Error("The two sides did not do the same work.");
}

/** Faces as they are at hand, and photographs of many: 48 of them side by side. */
async function rowsOf(folder: string): Promise<Record<string, Row>> {
  const files = readdirSync(folder).filter((name) => /\.jpe?g$/i.test(name)).sort().slice(0, 128); // biome-ignore format: one thought
  const pictures = await Promise.all(files.map((name) => decodeRaster(readFileSync(join(folder, name)))));
  const { width, height } = pictures[0]!;
  const faces = pictures.filter((picture) => picture.width === width && picture.height === height);
  const size = `${width}x${height}`;
  const crowds = [0, 48].map((first) => sideBySide(faces.slice(first, first + 48), 8));
  return {
    together: { title: `faces of ${size}, 64 at once`, pictures: faces, batch: 64 },
    single: { title: `faces of ${size}, one at a time`, pictures: faces.slice(0, 32), batch: 1 },
    crowd: { title: `photographs of ${8 * width}x${6 * height} with 48 faces, one at a time`, pictures: crowds, batch: 1 },
  };
}

function sideBySide(faces: readonly Raster[], columns: number): Raster {
  const { width, height, channels } = faces[0]!;
  const line = width * channels;
  const pixels = new Uint8Array(faces.length * height * line);
  for (const [index, face] of faces.entries()) {
    for (let y = 0; y < height; y++) {
      const row = Math.floor(index / columns) * height + y;
      pixels.set(face.pixels.subarray(y * line, (y + 1) * line), (row * columns + (index % columns)) * line);
    }
  }
  return { pixels, width: columns * width, height: (faces.length / columns) * height, channels };
}

/** As facenet-pytorch wants them; ours keep their one channel where they are grey. */
function inColour(pictures: readonly Raster[]): StoredTensor {
  const { width, height } = pictures[0]!;
  const values = Buffer.concat(pictures.map((picture) => withChannels(picture, 3).pixels));
  return { dtype: "U8", shape: [pictures.length, height, width, 3], values: new Uint8Array(values) };
}

/** Photographs where they are at hand, else faces of the demonstration, drawn once. */
async function usualFaces(): Promise<string> {
  const photographs = join(process.env.OMNIFER_REAL_FACES ?? "../shared/data/real-faces", "images");
  if (existsSync(photographs)) return photographs;
  const directory = join(".runtime", "bench", "mtcnn-faces");
  await drawDemonstrationSet({ directory, seed: 1, scale: 0.02 });
  return join(directory, "images");
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
