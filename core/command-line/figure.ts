// `omnifer figure`: Fig. 2 or Fig. 3 of a project as a PNG for print, or what was decided against licences in such files. Starts no job and
// needs no TensorFlow.
import { decisionsText } from "./decision-lines.ts";
import { parseFigureOptions } from "./figure-options.ts";
import { openInProcess } from "./in-process.ts";

export async function figure(argv: string[]): Promise<number> {
  const { projectDirectory, drawing, json } = parseFigureOptions(argv);
  const { client, close } = await openInProcess(projectDirectory, { create: false });
  try {
    if (drawing === null) {
      const kept = await client.request("figure.decided-files", {});
      process.stdout.write(json ? `${JSON.stringify(kept)}\n` : decisionsText(kept.decisions));
      return 0;
    }
    const { file } = drawing;
    const drawn = await client.request("figure.write", drawing);
    process.stdout.write(json ? `${JSON.stringify({ file, ...drawn })}\n` : `${linesOf(file, drawn).join("\n")}\n`);
    return 0;
  } finally {
    await close();
  }
}

function linesOf(file: string, drawn: { pictureCount: number; withheldCount: number; unreadableCount: number }): string[] {
  const { pictureCount, withheldCount, unreadableCount } = drawn;
  return [
    `${file}: ${pictureCount} pictures`,
    ...(withheldCount > 0 ? [`${withheldCount} left out, their licence does not let them be shown (--override-licences)`] : []),
    ...(unreadableCount > 0 ? [`${unreadableCount} could not be read`] : []),
  ];
}
