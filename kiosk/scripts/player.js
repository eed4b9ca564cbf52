/** Plays one file after the other on one element: some tablets let only that one sound. */

/**
 * @typedef {object} Player
 * @property {(file: string, rate: number, signal: AbortSignal) => Promise<void>} play Fulfilled at
 *   its end or when `signal` stops it; rejected when the file cannot be had.
 * @property {(rate: number) => void} hasten For what is playing now.
 */

/** @returns {Player} */
export function makePlayer() {
  const audio = new Audio();

  return {
    async play(file, rate, signal) {
      const ended = over(audio, signal);
      audio.src = file;
      audio.defaultPlaybackRate = rate;
      audio.playbackRate = rate;
      const begun = audio.play();
      await Promise.race([ended, begun.then(() => ended)]);
      audio.pause();
    },
    hasten(rate) {
      audio.playbackRate = rate;
    },
  };
}

/** When it has ended, or was stopped. @param {HTMLAudioElement} audio @param {AbortSignal} signal */
function over(audio, signal) {
  return /** @type {Promise<void>} */ (
    new Promise((done, failed) => {
      const once = { once: true, signal };
      audio.addEventListener("ended", () => done(), once);
      audio.addEventListener("error", () => failed(new Error("there is no sound")), once);
      signal.addEventListener("abort", () => done(), { once: true });
    })
  );
}
