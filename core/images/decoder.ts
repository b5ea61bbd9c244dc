// Entry of the decoding thread.
import { answerRequests } from "../compute/answering-thread.ts";
import { decodeRequest } from "./decoding-thread.ts";

answerRequests(decodeRequest, ({ indices, pixels }) => [indices.buffer, pixels.buffer]);
