// What a window may ask, and whom: the engine for `windowRequests`, its host for `windowHostRequests`. Everything else is refused
// here, above all `hostRequests`, which carry paths. Both hosts let their windows in through this gate.
import { z } from "zod";
import { windowHostRequests } from "../contract/window-host-requests.ts";
import { windowRequests } from "../contract/window-requests.ts";
import { answer, type Handlers, type ReplyMessage } from "../wire.ts";
import type { EngineSupervisor } from "./engine-supervisor.ts";

const Message = z.object({ id: z.int().min(0), name: z.string().max(100), input: z.unknown() });

export type WindowHostHandlers = Handlers<keyof typeof windowHostRequests>;

/**
 * @param message  anything that came from a window
 * @returns the reply to send back, or null where the message names no request that could be answered
 */
export async function admit(
  engine: Pick<EngineSupervisor, "ask">,
  handlers: WindowHostHandlers,
  message: unknown,
): Promise<ReplyMessage | null> {
  const parsed = Message.safeParse(message);
  if (!parsed.success) return null;
  const request = { ...parsed.data, input: parsed.data.input };
  if (Object.hasOwn(windowHostRequests, request.name)) return answer(handlers, request);
  if (!Object.hasOwn(windowRequests, request.name)) {
    return { id: request.id, ok: false, error: { code: "bad-request", message: `A window may not ask for "${request.name}".` } };
  }
  return { id: request.id, ...(await engine.ask(request.name, request.input)) };
}
