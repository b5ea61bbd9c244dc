// `omnifer figure`: Fig. 2 or Fig. 3 of a project as a PNG for print, or the decisions to show pictures against their licences. Starts no
// job and needs no TensorFlow.

import { decisionsText } from "./decision-lines.ts";
import { parseFigureOptions } from "./figure-options.ts";
import { openInProcess } from "./in-process.ts";

export async function figure(argv: string[]): Promise<number> {
  const options = parseFigureOptions(argv);
  const engine = await openInProcess(options.projectDirectory, { create: false });
  try {
    process.stdout.write(`${await answer(engine, options)}\n`);
    return 0;
  } finally {
    await engine.close();
  }
}

type Engine = Awaited<ReturnType<typeof openInProcess>>;

async function answer({ client }: Engine, options: ReturnType<typeof parseFigureOptions>): Promise<string> {
  if (options.kind === "decisions") {
    const kept = await client.request("figure.decisions-at-paths", {});
    return options.json ? JSON.stringify(kept) : decisionsText(kept.decisions);
  }
  const { figure: asked, override, file, json } = options;
  const drawn = await client.request("figure.write", { figure: asked, override, file });
  return json ? JSON.stringify({ file, ...drawn }) : linesOf(file, drawn).join("\n");
}

function linesOf(file: string, drawn: { pictureCount: number; withheldCount: number; unreadableCount: number }): string[] {
  const { pictureCount, withheldCount, unreadableCount } = drawn;
  return [
    `${file}: ${pictureCount} pictures`,
    ...(withheldCount > 0 ? [`${withheldCount} left out, their licence does not let them be shown (--override-licences)`] : []),
    ...(unreadableCount > 0 ? [`${unreadableCount} could not be read`] : []),
  ];
}
