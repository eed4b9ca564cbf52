/** When a visit was, by this phone's clock: never the time itself. */

/**
 * @typedef {object} Visit
 * @property {number} weekday 1 for Monday to 7 for Sunday.
 * @property {"morning" | "midday" | "afternoon" | "evening"} part
 */

/** @param {Date} now @returns {Visit} */
export function visitAt(now) {
  return { weekday: now.getDay() || 7, part: partAt(now.getHours()) };
}

/** The hours are those of `survey/visits.py`. @param {number} hour */
function partAt(hour) {
  if (hour < 11) return "morning";
  if (hour < 14) return "midday";
  return hour < 17 ? "afternoon" : "evening";
}
