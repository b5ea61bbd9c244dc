// MS-Celeb-1M in miniature: InsightFace's train.rec, train.idx and property, with the head and the records of persons, or shuffled without
// them; or face.evoLVe's folder a person.
import { imageRecord } from "../image-record.ts";
import { recordOf } from "../record-io.ts";
import { faceDrawer, type MiniatureOptions, put } from "./miniature.ts";

export interface Ms1mMiniature extends MiniatureOptions {
  layout?: "records" | "shuffled" | "folders";
  /** 5 and 4 where nothing else is said. */
  persons?: number;
  picturesOfEach?: number;
}

const expressions = ["neutral", "happiness", "surprise", "anger"];

export async function writeMs1m(options: Ms1mMiniature): Promise<void> {
  const { layout = "records", persons = 5, picturesOfEach = 4 } = options;
  const pictures = await drawPictures(options, persons, picturesOfEach);
  if (layout === "folders") {
    for (const [index, { person, picture }] of pictures.entries()) await put(options, `imgs/${person}/${index + 1}.jpg`, picture);
    return;
  }
  const end = pictures.length + 1;
  const faces = pictures.map(({ person, picture }, index) => imageRecord(index + 1, person, picture));
  const keysOf = (person: number) => [1 + person * picturesOfEach, 1 + (person + 1) * picturesOfEach];
  const empty = Buffer.alloc(0);
  const people = Array.from({ length: persons }, (_, person) => imageRecord(end + person, keysOf(person), empty));
  const hasHead = layout === "records";
  await putRecords(options, hasHead ? [imageRecord(0, [end, end + persons], empty), ...faces, ...people] : faces, hasHead ? 0 : 1);
  await put(options, "property", `${persons},112,112\n`);
}

async function drawPictures(options: Ms1mMiniature, persons: number, each: number): Promise<{ person: number; picture: Buffer }[]> {
  const draw = faceDrawer(options);
  const pictures: { person: number; picture: Buffer }[] = [];
  for (let index = 0; index < persons * each; index++) {
    const person = Math.floor(index / each);
    const expression = expressions[index % expressions.length]!;
    pictures.push({ person, picture: await draw({ part: "ms1m", index, person, expression, size: 112, format: "jpeg" }) });
  }
  return pictures;
}

/** @param firstKey  of the records, which are numbered from it on */
async function putRecords(options: Ms1mMiniature, data: readonly Buffer[], firstKey: number): Promise<void> {
  const records = data.map(recordOf);
  let offset = 0;
  const lines = records.map((record, index) => {
    const line = `${firstKey + index}\t${offset}\n`;
    offset += record.length;
    return line;
  });
  await put(options, "train.rec", Buffer.concat(records));
  await put(options, "train.idx", lines.join(""));
}
