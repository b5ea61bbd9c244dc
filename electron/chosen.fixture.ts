// A dialog and an engine for tests of what is done with a chosen path: neither shows a window nor reads a file.
import type { Answer } from "../core/host/engine-supervisor.ts";

/** Without a path it was closed. */
export const dialogThatReturns = (...filePaths: string[]) => ({
  showOpenDialog: async () => ({ canceled: filePaths.length === 0, filePaths }),
});

/** `heard` is what it was asked, in order. */
export function engineThatAnswers(answer: Answer) {
  const heard: { name: string; input: unknown }[] = [];
  return {
    heard,
    ask: async (name: string, input: unknown) => {
      heard.push({ name, input });
      return answer;
    },
  };
}
