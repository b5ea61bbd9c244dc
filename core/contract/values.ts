// Values that many requests and views share, with their limits.
import { z } from "zod";

export const Id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);
export const Count = z.int().min(0);
export const ClassIndex = z.int().min(0).max(255);
/** Row of samples.parquet: the number of an image in its data set. */
export const Row = z.int().min(0);
export const Share = z.number().min(0).max(1);
/** The classes of a project; null for the basic expressions. */
export const ClassList = z.array(z.string().min(1).max(60)).min(2).max(256).nullable();
