/** The browser's own voice, where it has one of that language on the tablet itself. */

/** The pause a browser needs after it was silenced, in milliseconds. */
const BREATH = 50;

/** @param {string} language @returns {SpeechSynthesisVoice | undefined} */
export function speakerOf(language) {
  const all = globalThis.speechSynthesis?.getVoices() ?? [];
  return all.find(({ lang, localService }) => localService && lang.startsWith(language));
}

/**
 * Say `text`; fulfilled when it has been said. Rejected when it cannot be.
 *
 * @param {string} text
 * @param {SpeechSynthesisVoice} speaker
 * @param {number} rate
 * @param {AbortSignal} signal Silences it.
 * @returns {Promise<void>}
 */
export function speak(text, speaker, rate, signal) {
  return new Promise((done, failed) => {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.voice = speaker;
    utterance.lang = speaker.lang;
    utterance.rate = rate;
    utterance.onend = () => done();
    utterance.onerror = () => failed(new Error("the browser did not say it"));
    signal.addEventListener("abort", () => speechSynthesis.cancel(), { once: true });
    if (!speechSynthesis.speaking) return speechSynthesis.speak(utterance);
    speechSynthesis.cancel();
    setTimeout(() => signal.aborted || speechSynthesis.speak(utterance), BREATH);
  });
}

/** Call `heard` whenever the browser finds more voices. @param {() => void} heard */
export function onSpeakers(heard) {
  globalThis.speechSynthesis?.addEventListener("voiceschanged", heard);
}
