// What a host (Electron's main, `serve`, the command line) and the engine process tell each other besides the contract of
// core/wire.ts. Types only: both ends are our own processes, so nothing here comes from a stranger.
import type { ErrorRecord } from "../errors.ts";
import type { RequestMessage, ServerMessage } from "../wire.ts";

/** The first message the engine gets; it answers with `ready` or `failed`, and only then do requests follow. */
export interface OpenMessage {
  type: "open";
  /** Absolute. */
  projectDirectory: string;
  /** Makes the project when the folder has none; otherwise its absence is a `not-found` error. */
  create: boolean;
  /** Absolute: the folder that holds package.json, dist/ and assets/. */
  resourcesDirectory: string;
}

export type ToEngine =
  | OpenMessage
  | RequestMessage
  /** Electron only; carries one MessagePort, the engine's end of the line to compute `key`. */
  | { type: "compute-port"; key: number }
  /** Electron only: compute `key` has ended, by itself or killed; `code` is null where a signal ended it. */
  | { type: "compute-exit"; key: number; code: number | null };

export type FromEngine =
  | { type: "ready" }
  /** The project could not be opened; the engine ends after it. */
  | { type: "failed"; error: ErrorRecord }
  /** Electron only: start a compute process and connect it. `key` is never used twice by one engine. */
  | { type: "start-compute"; key: number }
  /** Electron only: end compute `key` at once, without asking it. */
  | { type: "kill-compute"; key: number }
  | ServerMessage;

/** Electron only: the first message a compute process gets; carries one MessagePort over which ToCompute and FromCompute travel. */
export interface ComputePortMessage {
  type: "port";
}
