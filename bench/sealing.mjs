/** The tablet's own queue, within reach of the bench. */
import { makeSealedQueue } from "../survey/pages/scripts/queue.js";

globalThis.makeSealedQueue = makeSealedQueue;
