// ExpW in miniature: photographs of two people side by side, a line a face, in the authors' order (top, left, right, bottom).
import { sharp } from "../../images/sharp.ts";
import { faceDrawer, type MiniatureOptions, put } from "./miniature.ts";

export interface ExpwMiniature extends MiniatureOptions {
  /** Photographs of each expression's; the other person in each has the next expression. 6 where nothing else is said. */
  photographs?: number;
}

/** In the order of the codes. */
const expressions = ["anger", "disgust", "fear", "happiness", "sadness", "surprise", "neutral"];
const side = 120;

export async function writeExpw(options: ExpwMiniature): Promise<void> {
  const draw = faceDrawer(options);
  const lines: string[] = [];
  for (let index = 0; index < 7 * (options.photographs ?? 6); index++) {
    const name = `${expressions[index % 7]!} person_${index}.jpg`.replace(" ", index % 2 === 0 ? "_" : " ");
    const faces: { input: Buffer; left: number; top: number }[] = [];
    for (const person of [0, 1]) {
      const code = (index + person) % 7;
      const of = { part: "expw", index: 2 * index + person, person: 2 * index + person, expression: expressions[code]! };
      const drawn = await draw({ ...of, size: side, format: "jpeg" });
      faces.push({ input: await sharp(drawn).resize(side, side).toBuffer(), left: person * side, top: 0 });
      lines.push(`${name} ${person} 10 ${person * side + 12} ${person * side + 108} 106 ${person === 0 ? "64.5" : "22.9362"} ${code}\n`);
    }
    const background = sharp({ create: { width: 2 * side, height: side, channels: 3, background: "#7f7f7f" } });
    await put(options, `image/origin/${name}`, await background.composite(faces).jpeg().toBuffer());
  }
  await put(options, "label.lst", lines.join(""));
}
