// Where a window sends a file to import, when its host has no dialog for files: POST, the bytes of the file as the body.
import { z } from "zod";
import { WeightsReading } from "../networks/weights/weights-reading.ts";
import { ErrorRecordSchema } from "./job-view.ts";

/** A last part of a path, of 255 bytes at most: it becomes the name of a file. */
const FileName = z
  .string()
  .min(1)
  .refine((name) => !/[/\\\p{Cc}]/u.test(name) && name !== "." && name !== ".." && new TextEncoder().encode(name).length <= 255);

/** What the file is for: pretrained weights, or distilled images. */
export const FileUpload = z.discriminatedUnion("use", [
  z.object({ use: z.literal("weights"), name: FileName, reading: WeightsReading }),
  z.object({ use: z.literal("distilled"), name: FileName }),
]);
export type FileUpload = z.infer<typeof FileUpload>;

/** The answer, as JSON: the import is queued, or what stood in its way. */
export const FileUploadAnswer = z.union([
  z.object({ ok: z.literal(true), output: z.object({ jobId: z.string() }) }),
  z.object({ ok: z.literal(false), error: ErrorRecordSchema }),
]);
export type FileUploadAnswer = z.infer<typeof FileUploadAnswer>;

export const fileUploadPath = "upload";

/** Relative, like the address of a picture. */
export const fileUploadUrl = (upload: FileUpload): string => `${fileUploadPath}?${new URLSearchParams({ upload: JSON.stringify(upload) })}`;

/** What an address made by `fileUploadUrl` says; null for any other. */
export function fileUploadOf(address: URL): FileUpload | null {
  try {
    return FileUpload.safeParse(JSON.parse(address.searchParams.get("upload") ?? "")).data ?? null;
  } catch {
    return null; // not JSON
  }
}
