// JAFFE in miniature: its ten subjects, each expression once, grey TIFF without compression.
import { faceDrawer, type MiniatureOptions, put } from "./miniature.ts";

export const jaffeSubjects = ["KA", "KL", "KM", "KR", "MK", "NA", "NM", "TM", "UY", "YM"] as const;
const expressions = { AN: "anger", DI: "disgust", FE: "fear", HA: "happiness", NE: "neutral", SA: "sadness", SU: "surprise" };

/** 70 pictures and the set's own read-me. */
export async function writeJaffe(options: MiniatureOptions): Promise<void> {
  const draw = faceDrawer(options);
  let running = 0;
  for (const [person, subject] of jaffeSubjects.entries()) {
    for (const [code, expression] of Object.entries(expressions)) {
      const face = { part: "jaffe", index: running++, person, expression, size: 256, format: "tiff", isGrey: true } as const;
      await put(options, `${subject}.${code}1.${running}.tiff`, await draw(face));
    }
  }
  await put(options, "README_FIRST.txt", "The Japanese Female Facial Expression (JAFFE) Database\n");
}
