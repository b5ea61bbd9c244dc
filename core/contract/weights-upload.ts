// Where a window sends a file of pretrained weights, when its host has no dialog for files: POST, the bytes of the file as the body.
import { z } from "zod";
import { WeightsReading } from "../networks/weights/weights-reading.ts";
import { ErrorRecordSchema } from "./job-view.ts";

/** A last part of a path, of 255 bytes at most: it becomes the name of a file. */
const FileName = z
  .string()
  .min(1)
  .refine((name) => !/[/\\\p{Cc}]/u.test(name) && name !== "." && name !== ".." && new TextEncoder().encode(name).length <= 255);

export const WeightsUpload = z.object({ name: FileName, reading: WeightsReading });
export type WeightsUpload = z.infer<typeof WeightsUpload>;

/** The answer, as JSON: the import is queued, or what stood in its way. */
export const WeightsUploadAnswer = z.union([
  z.object({ ok: z.literal(true), output: z.object({ jobId: z.string() }) }),
  z.object({ ok: z.literal(false), error: ErrorRecordSchema }),
]);
export type WeightsUploadAnswer = z.infer<typeof WeightsUploadAnswer>;

export const weightsUploadPath = "weights";

/** Relative, like the address of a picture. */
export const weightsUploadUrl = ({ name, reading }: WeightsUpload): string =>
  `${weightsUploadPath}?${new URLSearchParams({ name, reading: JSON.stringify(reading) })}`;

/** What an address made by `weightsUploadUrl` says; null for any other. */
export function weightsUploadOf(address: URL): WeightsUpload | null {
  try {
    const reading = JSON.parse(address.searchParams.get("reading") ?? "");
    return WeightsUpload.safeParse({ name: address.searchParams.get("name"), reading }).data ?? null;
  } catch {
    return null; // not JSON
  }
}
