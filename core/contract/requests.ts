// The requests of all parts together, by name.
import type { z } from "zod";
import type { hostRequests } from "./host-requests.ts";
import type { windowHostRequests } from "./window-host-requests.ts";
import type { windowRequests } from "./window-requests.ts";

export type WindowRequests = typeof windowRequests;
export type HostRequests = typeof hostRequests;
export type EngineRequests = WindowRequests & HostRequests;
export type AnyRequests = EngineRequests & typeof windowHostRequests;
export type RequestName = keyof AnyRequests;
export type InputOf<N extends RequestName> = z.input<AnyRequests[N]["input"]>;
export type OutputOf<N extends RequestName> = z.output<AnyRequests[N]["output"]>;
