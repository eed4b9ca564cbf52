/** What pages of the staff side do by themselves; all of them work without it. */
import { watchPairing } from "./pairing.js";

watchPairing(document);
