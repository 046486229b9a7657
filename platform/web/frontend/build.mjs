// Builds platform/web/static/dist: one style sheet, small modules, fonts with their licences.
import { copyFile, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../../..");
const dist = join(here, "../static/dist");
const modules = join(root, "node_modules");
const watch = process.argv.includes("--watch");

// KaTeX names three formats of every font; woff2 alone is enough for every browser we serve
const onlyWoff2 = {
  name: "only-woff2",
  setup(build) {
    build.onLoad({ filter: /katex\.min\.css$/ }, async ({ path }) => {
      const css = await readFile(path, "utf8");
      return { contents: css.replace(/,url\([^)]+\.(woff|ttf)\) format\("\w+"\)/g, ""), loader: "css" };
    });
  },
};

// a question kind may bring a script of its own: graders/kinds/<kind>/script.ts
async function kindScripts() {
  const kinds = join(root, "graders/kinds");
  const names = (await readdir(kinds, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  return names
    .map(({ name }) => [`kinds/${name}`, join(kinds, name, "script.ts")])
    .filter(([, path]) => existsSync(path));
}

// a picture that can be moved: loaded only where a statement has it
async function pictures() {
  const folder = join(here, "ts/pictures");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".ts"));
  return names.map((name) => [`pictures/${name.slice(0, -3)}`, join(folder, name)]);
}

async function copyStill() {
  await mkdir(join(dist, "fonts"), { recursive: true });
  await copyFile(join(here, "gradus.svg"), join(dist, "gradus.svg"));
  const licences = {
    newsreader: "@fontsource-variable/newsreader",
    "instrument-sans": "@fontsource-variable/instrument-sans",
    "commit-mono": "@fontsource/commit-mono",
    katex: "katex",
  };
  for (const [name, from] of Object.entries(licences))
    await copyFile(join(modules, from, "LICENSE"), join(dist, "fonts", `${name}.LICENSE.txt`));
}

const common = {
  bundle: true,
  minify: !watch,
  sourcemap: watch ? "inline" : false,
  target: ["es2022", "chrome123", "firefox120", "safari17.5"],
  outdir: dist,
  // kinds live outside this folder: packages and our own modules are found from here
  nodePaths: [modules],
  alias: { gradus: join(here, "ts") },
  legalComments: "none",
  logLevel: "warning",
};
const modern = {
  ...common,
  format: "esm",
  entryPoints: Object.fromEntries([
    ["app", join(here, "ts/app.ts")],
    ["math", join(here, "ts/math.ts")],
    ...(await kindScripts()),
    ...(await pictures()),
  ]),
};
const early = { ...common, format: "iife", entryPoints: { theme: join(here, "ts/theme.ts") } };
const styles = {
  ...common,
  entryPoints: { app: join(here, "css/app.css") },
  loader: { ".woff2": "file" },
  assetNames: "fonts/[name]",
  plugins: [onlyWoff2],
};

await rm(dist, { recursive: true, force: true });
await copyStill();
for (const options of [modern, early, styles]) {
  if (watch) await (await esbuild.context(options)).watch();
  else await esbuild.build(options);
}
console.log(`${watch ? "watching" : "built"} ${relative(root, dist)}`);
