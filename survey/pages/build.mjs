/**
 * Bundles scripts, styles and the font into `static/`, each under a name that holds a hash of its
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

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const STATIC = join(ROOT, "static");
const MANIFEST = "manifest.json";

/** What pages ask for, by the name they use. */
const ENTRIES = {
  "interview.js": "survey/pages/scripts/interview.js",
  "interview.css": "survey/pages/styles/interview.css",
  "kiosk.js": "kiosk/scripts/kiosk.js",
  "kiosk.css": "kiosk/styles/kiosk.css",
  "admin.css": "admin/styles/admin.css",
};

const FONT =
  "node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next";

/** Files that styles bring along and pages want to preload, by the name they use. */
const BROUGHT_ALONG = {
  "font-latin": `${FONT}-latin-wght-normal.woff2`,
  "font-latin-ext": `${FONT}-latin-ext-wght-normal.woff2`,
};

const AS_FILES = [".woff2", ".woff", ".ttf", ".eot", ".svg", ".png", ".jpg", ".webp"];

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
    target: ["chrome108", "safari16.4", "firefox115"],
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

/** A compressed sibling for each script and style, for servers to send as it is. */
async function compress(folder) {
  for (const file of await readdir(folder)) {
    if (!/\.(js|css)$/.test(file)) continue;
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
  const manifest = listed(await bundle(folder));
  await compress(folder);
  await writeFile(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
  await publish(folder);
} catch (fault) {
  console.error(`The assets were not built; static/ is as it was. ${fault.message}`);
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
