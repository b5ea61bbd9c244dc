// One request: the schema of what is asked, and of the answer.
import { z } from "zod";

export const request = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output });
/** The input or output of a request that needs none. */
export const nothing = z.object({});
