// `omnifer figure`: Fig. 2 or Fig. 3 of a project as a PNG for print. Starts no job and needs no TensorFlow.

import { parseFigureOptions } from "./figure-options.ts";
import { openInProcess } from "./in-process.ts";

export async function figure(argv: string[]): Promise<number> {
  const { projectDirectory, figure: asked, override, file, json } = parseFigureOptions(argv);
  const engine = await openInProcess(projectDirectory, { create: false });
  try {
    const drawn = await engine.client.request("figure.write", { figure: asked, override, file });
    process.stdout.write(json ? `${JSON.stringify({ file, ...drawn })}\n` : `${linesOf(file, drawn).join("\n")}\n`);
    return 0;
  } finally {
    await engine.close();
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
