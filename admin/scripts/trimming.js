/** Where the words begin and end in a recording: the silence before and after is nobody's voice. */

/** A frame is so long, in seconds. */
const FRAME = 0.01;

/** Kept before the first and after the last word, in seconds: breath, and the end of soft sounds. */
const KEPT = 0.15;

/** A sound lasts at least so many frames; shorter than that is a click. */
const LASTS = 3;

/** So many times louder than the room is a voice. */
const ABOVE = 4;

/** A voice is at least this part of how loud it is at its loudest: a noisy room hides no words. */
const BELOW = 0.25;

/** Quieter than this is never a voice, however quiet the room; of 1. */
const FAINT = 0.003;

/**
 * From which sample to which there are words, with a breath around them; null where there are none.
 *
 * The room's own noise is what the quietest tenth of frames is below, so that a fan is not taken for
 * a voice.
 *
 * @param {Float32Array} samples
 * @param {number} rate Samples a second.
 * @returns {{ from: number, to: number } | null}
 */
export function wordsIn(samples, rate) {
  const size = Math.max(1, Math.round(rate * FRAME));
  const loudness = framesOf(samples, size);
  const sorted = Float32Array.from(loudness).sort();
  const at = (/** @type {number} */ part) => sorted[Math.floor(sorted.length * part)] ?? 0;
  const loud = at(0.95) || (sorted.at(-1) ?? 0);
  const threshold = Math.max(FAINT, Math.min(at(0.1) * ABOVE, loud * BELOW));
  const first = begins(loudness, threshold);
  if (first < 0) return null;
  const last = loudness.length - begins([...loudness].reverse(), threshold);
  const breath = Math.round(rate * KEPT);
  return {
    from: Math.max(0, first * size - breath),
    to: Math.min(samples.length, last * size + breath),
  };
}

/** How loud each frame is: the root of the mean square. @param {Float32Array} samples @param {number} size */
function framesOf(samples, size) {
  const count = Math.ceil(samples.length / size);
  return Array.from({ length: count }, (_, n) =>
    loudnessOf(samples.subarray(n * size, (n + 1) * size)),
  );
}

/** @param {Float32Array} samples @returns {number} From 0 to 1. */
export function loudnessOf(samples) {
  const sum = samples.reduce((all, sample) => all + sample * sample, 0);
  return samples.length > 0 ? Math.sqrt(sum / samples.length) : 0;
}

/** The first frame of the first sound that lasts; -1 without one. @param {number[]} loudness @param {number} threshold */
function begins(loudness, threshold) {
  return loudness.findIndex((_, n) => {
    const some = loudness.slice(n, n + LASTS);
    return some.length === LASTS && some.every((one) => one > threshold);
  });
}
