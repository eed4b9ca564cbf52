/**
 * Draws the app's icons from its one SVG: tablets that take no SVG want PNG. The drawing may hold
 * rectangles with round corners, and circles; that is all this can draw, and all it needs.
 */
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";

const SIZES = [180, 192, 512];

/** Write the icons into `folder`; returns the names pages use against those of the files. */
export async function drawIcons(source, folder) {
  const svg = await readFile(source, "utf8");
  const made = [["icon", "svg", Buffer.from(svg)]];
  for (const size of SIZES) made.push([`icon-${size}`, "png", png(size, paint(svg, size))]);
  const names = {};
  for (const [name, ending, content] of made) {
    const hash = createHash("sha256").update(content).digest("hex").slice(0, 8).toUpperCase();
    names[`${name}.${ending}`] = `${name}-${hash}.${ending}`;
    await writeFile(join(folder, names[`${name}.${ending}`]), content);
  }
  return names;
}

/** The drawing as rows of red, green and blue. */
function paint(svg, size) {
  const scale = Number(svg.match(/viewBox="0 0 (\d+) \1"/)[1]) / size;
  const shapes = [...svg.matchAll(/<(rect|circle) ([^>]*)\/>/g)].map(([, kind, said]) => {
    const told = Object.fromEntries(
      [...said.matchAll(/(\w+)="([^"]*)"/g)].map(([, k, v]) => [k, v]),
    );
    return {
      far: FAR[kind](told),
      colour: told.fill.match(/\w\w/g).map((two) => parseInt(two, 16)),
    };
  });
  const pixels = Buffer.alloc(size * size * 3);
  for (let at = 0; at < size * size; at += 1) {
    const [x, y] = [((at % size) + 0.5) * scale, (Math.floor(at / size) + 0.5) * scale];
    for (const { far, colour } of shapes) {
      const share = Math.min(Math.max(0.5 - far(x, y) / scale, 0), 1);
      for (const [one, value] of colour.entries()) {
        const under = pixels[at * 3 + one];
        pixels[at * 3 + one] = Math.round(under + (value - under) * share);
      }
    }
  }
  return pixels;
}

/** How far a point is outside a shape, in the drawing's units; negative inside. */
const FAR = {
  circle({ cx, cy, r }) {
    return (x, y) => Math.hypot(x - cx, y - cy) - r;
  },
  rect(told) {
    const [left, top, width, height, rx] = ["x", "y", "width", "height", "rx"].map((k) => +told[k]);
    return (x, y) => {
      const across = Math.abs(x - left - width / 2) - width / 2 + rx;
      const down = Math.abs(y - top - height / 2) - height / 2 + rx;
      const outside = Math.hypot(Math.max(across, 0), Math.max(down, 0));
      return outside + Math.min(Math.max(across, down), 0) - rx;
    };
  },
};

/** A PNG of rows of red, green and blue. */
function png(size, pixels) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc(size * (size * 3 + 1));
  for (let y = 0; y < size; y += 1) {
    pixels.copy(rows, y * (size * 3 + 1) + 1, y * size * 3, (y + 1) * size * 3);
  }
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND")];
  return Buffer.concat([signature, ...parts]);
}

function chunk(name, content = Buffer.alloc(0)) {
  const said = Buffer.concat([Buffer.from(name), content]);
  const whole = Buffer.alloc(said.length + 8);
  whole.writeUInt32BE(content.length, 0);
  said.copy(whole, 4);
  whole.writeUInt32BE(crc32(said), said.length + 4);
  return whole;
}
