// Entry of the threads that make training batches.
import { answerRequests } from "../compute/answering-thread.ts";
import { makeBatch } from "./batch-request.ts";

answerRequests(makeBatch, (images) => [images.buffer]);
