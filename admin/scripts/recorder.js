/** The microphone: what is said into it, how loud that is, and the samples of it at the end. */
import { loudnessOf } from "./trimming.js";

/** Samples a second of what is kept: more than speech needs, and half of what music takes. */
export const RATE = 22_050;

/** How often the level is told, in milliseconds. */
const EVERY = 100;

/**
 * @typedef {object} Take Something being recorded.
 * @property {() => void} stop
 * @property {Promise<Float32Array>} samples Mono, at `RATE`; fulfilled once it has stopped.
 */

/**
 * Begin to record. Fails where there is no microphone, or it may not be used.
 *
 * @param {(level: number) => void} heard Told how loud it is, from 0 to 1.
 * @returns {Promise<Take>}
 */
export async function record(heard) {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { channelCount: 1, echoCancellation: false, noiseSuppression: false },
  });
  const stopListening = listen(stream, heard);
  const recorder = new MediaRecorder(stream);
  /** @type {Blob[]} */
  const pieces = [];
  recorder.addEventListener("dataavailable", ({ data }) => pieces.push(data));
  const over = new Promise((done) => recorder.addEventListener("stop", done, { once: true }));
  recorder.start();
  return {
    stop: () => recorder.state === "inactive" || recorder.stop(),
    samples: over.then(() => {
      stopListening();
      for (const track of stream.getTracks()) track.stop();
      return samplesOf(new Blob(pieces, { type: recorder.mimeType }));
    }),
  };
}

/** @param {MediaStream} stream @param {(level: number) => void} heard */
function listen(stream, heard) {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    heard(loudnessOf(samples));
  }, EVERY);
  return () => {
    clearInterval(timer);
    context.close();
  };
}

/** A recording in whatever form the browser makes, as samples of one channel at `RATE`. @param {Blob} recording */
async function samplesOf(recording) {
  const decoder = new OfflineAudioContext(1, 1, RATE);
  const sound = await decoder.decodeAudioData(await recording.arrayBuffer());
  const context = new OfflineAudioContext(1, Math.max(1, Math.ceil(sound.duration * RATE)), RATE);
  const source = new AudioBufferSourceNode(context, { buffer: sound });
  source.connect(context.destination);
  source.start();
  return (await context.startRendering()).getChannelData(0);
}
