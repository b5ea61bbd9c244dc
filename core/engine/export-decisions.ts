// What the user decided against licences, as a window sees it, by the names of the files, and as a terminal does, by their whole paths.
import { dirname, resolve, win32 } from "node:path";
import type { figureHostRequests, figureRequests } from "../contract/figure-requests.ts";
import type { LicenceDecision } from "../contract/figure-views.ts";
import type { Handlers } from "../wire.ts";
import type { EngineContext } from "./context.ts";

type DecisionRequests = Extract<keyof typeof figureRequests | keyof typeof figureHostRequests, "figure.decisions" | "figure.decided-files">;

/** As the contract says. */
const mostListed = 500;

export function decisionHandlers({ project }: EngineContext): Handlers<DecisionRequests> {
  const { exportsDirectory, store } = project;
  const decided = (): LicenceDecision[] =>
    store.exportDecisions.all().map(({ file, ...decision }) => ({
      ...decision,
      file: nameOf(file) === file ? resolve(exportsDirectory, file) : file,
    }));
  return {
    "figure.decisions": () => {
      const all = decided();
      const shown = all.slice(0, mostListed).map(({ file, ...decision }) => ({
        ...decision,
        file: nameOf(file),
        isInProject: dirname(file) === resolve(exportsDirectory),
      }));
      return { total: all.length, decisions: shown };
    },
    "figure.decided-files": () => ({ decisions: decided() }),
  };
}

/** After the last separator of any system: a path that was kept on Windows is none here, and no window may see it whole. */
const nameOf = (file: string): string => win32.basename(file);
