/**
 * Bundles scripts, styles and fonts into `static/`, each under a name that holds a hash of its
 * content, and lists them in `static/manifest.json`.
 *
 * New files are put in place first, the manifest next, and old files go last: a server reading the
 * folder meanwhile never finds a name without its file.
 */
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { drawIcons } from "./icons.mjs";
import { takePictures } from "./pictures.mjs";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const STATIC = join(ROOT, "static");
const MANIFEST = "manifest.json";

/** What pages ask for, by the name they use. */
const ENTRIES = {
  "interview.js": "survey/pages/scripts/interview.js",
  "interview.css": "survey/pages/styles/interview.css",
  "pulse.js": "survey/pages/scripts/pulse.js",
  "pulse_queue.js": "survey/pages/scripts/pulse_queue.js",
  "pulse.css": "survey/pages/styles/pulse.css",
  "kiosk.js": "kiosk/scripts/kiosk.js",
  "kiosk.css": "kiosk/styles/kiosk.css",
  "preview.js": "kiosk/scripts/preview.js",
  "worker.js": "kiosk/scripts/worker.js",
  "admin.css": "admin/styles/admin.css",
  "passkey.js": "admin/scripts/passkey.js",
  "prompts.js": "admin/scripts/prompts.js",
  "admin.js": "admin/scripts/admin.js",
  "draft.js": "admin/scripts/draft.js",
};

const LATIN =
  "node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next";
const CYRILLIC = "node_modules/@fontsource-variable/noto-sans/files/noto-sans";
const ARABIC = "node_modules/@fontsource/noto-sans-arabic/files/noto-sans-arabic";

/** Files that styles bring along and pages want to preload, by the name they use. */
const BROUGHT_ALONG = {
  "font-latin": `${LATIN}-latin-wght-normal.woff2`,
  "font-latin-ext": `${LATIN}-latin-ext-wght-normal.woff2`,
  "font-cyrillic": `${CYRILLIC}-cyrillic-wght-normal.woff2`,
  "font-arabic": `${ARABIC}-arabic-600-normal.woff2`,
};

/** What questionnaires call their pictures, and the drawings themselves. */
const PICTURES = join(ROOT, "survey/questionnaire/pictures.json");
const DRAWINGS = join(ROOT, "node_modules/@iconify-json/openmoji/icons.json");

/** dkfds names only its script for import; its styles are wanted here. */
const ALIAS = { dkfds: join(ROOT, "node_modules/dkfds") };

const FONT_SOURCES = /src:[^;}]*?(url\([^)]*\.woff2\) format\("woff2"\))[^;}]*/g;

/** Fonts of dkfds come in four formats, a dead one first. Browsers we serve need only woff2. */
const ONLY_WOFF2 = {
  name: "only-woff2",
  setup({ onLoad }) {
    onLoad({ filter: /dkfds\.min\.css$/ }, async ({ path }) => {
      const styles = await readFile(path, "utf8");
      return { contents: styles.replaceAll(FONT_SOURCES, "src:$1"), loader: "css" };
    });
  },
};

const AS_FILES = [".woff2", ".svg", ".png", ".jpg", ".webp"];

/** Bundle into `folder`; returns esbuild's account of what became what. Throws on any complaint. */
async function bundle(folder) {
  const { metafile, warnings } = await build({
    absWorkingDir: ROOT,
    entryPoints: Object.values(ENTRIES),
    outdir: folder,
    publicPath: "/static/",
    entryNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    bundle: true,
    minify: true,
    format: "esm",
    preserveSymlinks: true, // packages may lie beside the checkout
    target: ["chrome108", "safari16.4", "firefox115"],
    alias: ALIAS,
    plugins: [ONLY_WOFF2],
    loader: Object.fromEntries(AS_FILES.map((ending) => [ending, "file"])),
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
  if (warnings.length > 0) throw new Error(`${warnings.length} warning(s): see above`);
  return metafile;
}

/** Page names against file names. Throws when a promised file was not made. */
function listed({ outputs }) {
  const made = Object.entries(outputs).map(([path, { entryPoint, inputs }]) => {
    return { file: basename(path), source: entryPoint ?? Object.keys(inputs)[0] };
  });
  const wanted = Object.entries({ ...ENTRIES, ...BROUGHT_ALONG });
  return Object.fromEntries(
    wanted.map(([name, source]) => {
      const found = made.find((one) => one.source === source);
      if (!found) throw new Error(`no style or script brought ${source} along`);
      return [name, found.file];
    }),
  );
}

/** A compressed sibling for each script, style and drawing, for servers to send as it is. */
async function compress(folder) {
  for (const file of await readdir(folder)) {
    if (!/\.(js|css|svg)$/.test(file)) continue;
    const content = await readFile(join(folder, file));
    await writeFile(join(folder, `${file}.gz`), gzipSync(content, { level: 9 }));
  }
}

/** Move all of `folder` into `static/`, the manifest last, then remove what is no longer made. */
async function publish(folder) {
  const files = (await readdir(folder)).filter((file) => file !== MANIFEST);
  await mkdir(STATIC, { recursive: true });
  for (const file of [...files, MANIFEST]) await rename(join(folder, file), join(STATIC, file));
  const old = (await readdir(STATIC)).filter((file) => ![...files, MANIFEST].includes(file));
  for (const file of old) await rm(join(STATIC, file), { recursive: true });
}

const folder = await mkdtemp(join(ROOT, ".static-"));
try {
  const icons = await drawIcons(join(ROOT, "kiosk/styles/icon.svg"), folder);
  const pictures = await takePictures(PICTURES, DRAWINGS, folder);
  const manifest = { ...listed(await bundle(folder)), ...icons, ...pictures };
  await compress(folder);
  await writeFile(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
  await publish(folder);
} catch (fault) {
  console.error(`The assets were not built; static/ is as it was. ${fault.message}`);
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
