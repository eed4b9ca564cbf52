/** A soft click for each press that counts: one hears that the tablet has heard. */

const PITCH = 520;
const LENGTH = 0.05;
const LOUDNESS = 0.08;

/** @returns {() => void} Plays it; silent where the browser has no sound. */
export function makeClick() {
  /** @type {AudioContext | null} */
  let audio = null;
  return () => {
    try {
      audio ??= new AudioContext();
      play(audio);
    } catch {
      audio = null;
    }
  };
}

/** @param {AudioContext} audio */
function play(audio) {
  const tone = audio.createOscillator();
  const gain = audio.createGain();
  tone.frequency.value = PITCH;
  gain.gain.setValueAtTime(LOUDNESS, audio.currentTime);
  gain.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + LENGTH);
  tone.connect(gain).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + LENGTH);
}
