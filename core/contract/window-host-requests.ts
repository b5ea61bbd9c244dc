// What a window asks of its host, never of the engine.
import { z } from "zod";
import { WeightsReading } from "../networks/weights/weights-reading.ts";
import { ExportedName } from "./figure-views.ts";
import { nothing, request } from "./request.ts";

export const windowHostRequests = {
  "host.info": request(
    nothing,
    z.object({
      kind: z.enum(["desktop", "browser"]),
      version: z.string(),
      /** Sentences to show above every view: old Electron, sandbox off. */
      banners: z.array(z.string()),
      /** It has dialogs for folders and files. */
      canChooseFolder: z.boolean(),
      /** Largest file that a window may send it (`fileUploadUrl`); null where it has a dialog. */
      uploadBytesAtMost: z.int().nullable(),
    }),
  ),
  /** Opens the folder dialog, then imports what was chosen; false when the dialog was closed. */
  "host.import-folder": request(nothing, z.object({ chosen: z.boolean() })),
  /** Opens the folder dialog, then looks into the chosen data set; false when the dialog was closed. */
  "host.add-set": request(nothing, z.object({ chosen: z.boolean() })),
  /** Opens the file dialog, then imports the chosen file of pretrained weights; false when the dialog was closed. */
  "host.import-weights": request(WeightsReading, z.object({ chosen: z.boolean() })),
  /** Opens the file dialog, then imports the chosen file of distilled images; false when the dialog was closed. */
  "host.import-distilled": request(nothing, z.object({ chosen: z.boolean() })),
  /** Shows an exported figure in the folder that it lies in, where the host has such a window. */
  "host.show-export": request(z.object({ file: ExportedName }), nothing),
} as const;
