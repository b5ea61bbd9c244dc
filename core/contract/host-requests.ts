// What only a host (Electron's main, `serve`, the command line) may ask of the engine: these carry paths, or picture bytes.
import { z } from "zod";
import { SetChoice, SetsOfRoles } from "../datasets/set-choice.ts";
import { WeightsReading } from "../networks/weights/weights-reading.ts";
import { Split } from "./dataset-summary.ts";
import { distillationHostRequests } from "./distillation-requests.ts";
import { figureHostRequests } from "./figure-requests.ts";
import { nothing, request } from "./request.ts";
import { setHostRequests } from "./set-requests.ts";
import { tableHostRequests } from "./table-requests.ts";
import { ClassList, Id, Row } from "./values.ts";

const Path = z.string().min(1).max(4096);

export const hostRequests = {
  /** Queues the import of DIR (images/, labels.csv, groups.csv). */
  "data.import": request(z.object({ directory: Path, classes: ClassList }), z.object({ jobId: Id })),
  /** Queues the import of a data set that is put together from others, one a role; MTCNN turns the faces of `align` upright. */
  "data.compose": request(z.object({ roles: SetsOfRoles, align: z.array(Split), classes: ClassList }), z.object({ jobId: Id })),
  /** Queues the import of a file of pretrained weights; what its reading leaves open is recognised from the file. */
  "weights.import": request(WeightsReading.extend({ file: Path }), z.object({ jobId: Id })),
  /** Queues the evaluation of a finished run on the test images of DIR, or of any data set; null is the run's own. */
  "run.evaluate": request(
    z.object({ runId: Id, directory: Path.nullable(), test: SetChoice.nullable(), align: z.boolean() }),
    z.object({ jobId: Id }),
  ),
  /** Draws the demonstration data set if the project has none, then runs the pipeline if it has not run. */
  "demonstration.begin": request(nothing, z.object({ jobId: Id.nullable() })),
  /** A picture that the engine encoded itself, `size` pixels wide and high at most: what a network is given, or the whole it is in. */
  picture: request(
    z.object({ datasetId: Id, row: Row, size: z.int().min(16).max(1024), form: z.enum(["face", "source"]) }),
    z.object({ type: z.string(), bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array) }),
  ),
  ...setHostRequests,
  ...tableHostRequests,
  ...distillationHostRequests,
  ...figureHostRequests,
  /** Finishes what is being written and releases the project. */
  close: request(nothing, nothing),
} as const;
