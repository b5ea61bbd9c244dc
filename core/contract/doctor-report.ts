// What the machine can do, a line each.
import { z } from "zod";

export const DoctorReport = z.object({ lines: z.array(z.object({ name: z.string(), value: z.string(), ok: z.boolean() })) });
export type DoctorReport = z.infer<typeof DoctorReport>;
