/** A sound as a WAV file: 16 bits, one channel. */

const HEAD = 44;
const WIDTH = 2;
const LOUDEST = 32_767;

/**
 * @param {Float32Array} samples From -1 to 1.
 * @param {number} rate Samples a second.
 * @returns {ArrayBuffer}
 */
export function wavOf(samples, rate) {
  const file = new ArrayBuffer(HEAD + samples.length * WIDTH);
  const view = new DataView(file);
  const text = (/** @type {number} */ at, /** @type {string} */ word) =>
    [...word].forEach((letter, n) => {
      view.setUint8(at + n, letter.charCodeAt(0));
    });
  text(0, "RIFF");
  view.setUint32(4, file.byteLength - 8, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * WIDTH, true);
  view.setUint16(32, WIDTH, true);
  view.setUint16(34, WIDTH * 8, true);
  text(36, "data");
  view.setUint32(40, samples.length * WIDTH, true);
  samples.forEach((sample, n) => {
    view.setInt16(HEAD + n * WIDTH, Math.max(-1, Math.min(1, sample)) * LOUDEST, true);
  });
  return file;
}
