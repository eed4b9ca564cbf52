/** Takes the pictures questionnaires may show out of OpenMoji's drawings, one file each. */
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Goes with each file, wherever it goes. */
const CREDIT = "<!-- OpenMoji, https://openmoji.org, CC BY-SA 4.0 -->";

/**
 * Write the pictures that `list` names into `folder`; returns the names pages use against those of
 * the files. Throws when a drawing is gone.
 */
export async function takePictures(list, drawings, folder) {
  const wanted = Object.entries(JSON.parse(await readFile(list, "utf8")));
  const { icons, width, height } = JSON.parse(await readFile(drawings, "utf8"));
  const names = {};
  for (const [picture, drawing] of wanted) {
    if (!icons[drawing]) throw new Error(`there is no drawing ${drawing}`);
    const size = `viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`;
    const head = `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${CREDIT}`;
    const svg = `${head}${icons[drawing].body}</svg>\n`;
    const hash = createHash("sha256").update(svg).digest("hex").slice(0, 8).toUpperCase();
    names[`picture-${picture}.svg`] = `picture-${picture}-${hash}.svg`;
    await writeFile(join(folder, names[`picture-${picture}.svg`]), svg);
  }
  return names;
}
