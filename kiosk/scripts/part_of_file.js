/** A part of a file, as players of sound ask for it: some play nothing they cannot have in parts. */

/**
 * `whole`, or the part of it that a Range header asks for.
 *
 * @param {Response} whole
 * @param {string | null} range
 */
export async function inPart(whole, range) {
  const asked = /^bytes=(\d+)-(\d*)$/.exec(range ?? "");
  if (!asked) return whole;
  const content = await whole.blob();
  const from = Number(asked[1]);
  const to = Math.min(asked[2] ? Number(asked[2]) : content.size, content.size - 1);
  const headers = new Headers(whole.headers);
  if (from > to) {
    headers.set("Content-Range", `bytes */${content.size}`);
    return new Response(null, { status: 416, headers });
  }
  headers.set("Content-Range", `bytes ${from}-${to}/${content.size}`);
  headers.set("Content-Length", String(to - from + 1));
  return new Response(content.slice(from, to + 1), { status: 206, headers });
}
