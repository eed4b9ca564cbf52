/** The editor of questionnaires: what its pages do by themselves. All of them work without it. */
import { dragQuestions } from "./draft_order.js";
import { watchWriting } from "./draft_writing.js";

const form = document.querySelector("form[data-writes]");
if (form instanceof HTMLFormElement) watchWriting(form);
const list = document.querySelector("[data-draft-questions]");
if (list instanceof HTMLElement) dragQuestions(list);
