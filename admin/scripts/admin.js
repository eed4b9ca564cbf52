/** What pages of the staff side do by themselves; all of them work without it. */
import { watchPairing } from "./pairing.js";
import { watchShortcuts } from "./shortcuts.js";

watchPairing(document);
watchShortcuts(document);
