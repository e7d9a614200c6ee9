// Builds the static site into dist/: three wasm programs, the styles, the fonts and the map data.
//
//   node .ci/build.mjs [--out dist] [--dev]
//
// With --dev it is built without optimisation: quick to make, slow to run.
//
// Every script, program and style carries its content's hash in its name, so that a new release never mixes
// with an old one in a cache. The page gets the names written in.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const argument = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at > 0 ? process.argv[at + 1] : otherwise;
};
const out = argument('--out', 'dist');
const isDev = process.argv.includes('--dev');
const stage = join(process.env.CARGO_TARGET_DIR ?? 'target', 'stage');
const run = (command, args, env = {}) => execFileSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } });
const ask = (command, args) => execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
const hash = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 12);

const version = /^version = "(.*)"/m.exec(readFileSync('Cargo.toml', 'utf8'))[1];
let commit = 'local';
try { commit = ask('git', ['rev-parse', '--short=10', 'HEAD']); } catch { /* an archive without git builds too */ }
const build = isDev ? 'dev' : `${version}+${commit}`;

const programs = [
  { binary: 'qalamro-app', feature: 'app', profile: 'web', optimise: '-Oz' },
  { binary: 'worker', feature: 'worker', profile: 'worker', optimise: '-O3' },
  { binary: 'sheets', feature: 'sheets', profile: 'web', optimise: '-Oz' },
];
const wasmFeatures = ['bulk-memory', 'nontrapping-float-to-int', 'sign-ext', 'mutable-globals', 'reference-types', 'multivalue'];

rmSync(out, { recursive: true, force: true });
rmSync(stage, { recursive: true, force: true });
mkdirSync(join(out, 'assets'), { recursive: true });
const put = (name, ending, content) => {
  const file = `assets/${name}-${hash(content)}.${ending}`;
  writeFileSync(join(out, file), content);
  return file;
};

const names = {};
for (const { binary, feature, profile: releaseProfile, optimise } of programs) {
  const profile = isDev ? 'dev' : releaseProfile;
  console.log(`build: ${binary}`);
  run('cargo', ['build', '--quiet', '--target', 'wasm32-unknown-unknown', '--profile', profile, '--no-default-features', '--features', feature, '--bin', binary], { QALAMRO_BUILD: build });
  const wasm = join(process.env.CARGO_TARGET_DIR ?? 'target', 'wasm32-unknown-unknown', isDev ? 'debug' : profile, `${binary}.wasm`);
  run('wasm-bindgen', ['--target', 'web', '--no-typescript', '--remove-name-section', '--out-dir', stage, wasm]);
  const bound = join(stage, `${binary}_bg.wasm`);
  if (!isDev) run('wasm-opt', [optimise, ...wasmFeatures.map((name) => `--enable-${name}`), bound, '-o', bound]);
  const program = put(binary, 'wasm', readFileSync(bound));
  const script = put(binary, 'js', readFileSync(join(stage, `${binary}.js`)));
  // The start module names the program: the page and the workers each load one. A worker that cannot load says so.
  const told = binary === 'qalamro-app' ? '' : '.catch((error) => { postMessage(String(error)); throw error; })';
  const start = put(`${binary}-start`, 'js', `import init from './${basename(script)}';\nawait init({ module_or_path: new URL('./${basename(program)}', import.meta.url) })${told};\n`);
  names[binary] = { program, script, start };
}

const font = 'fonts/vazirmatn.woff2';
mkdirSync(join(out, 'fonts'), { recursive: true });
cpSync('node_modules/vazirmatn/fonts/webfonts/Vazirmatn[wght].woff2', join(out, font));
cpSync('node_modules/vazirmatn/OFL.txt', join(out, 'fonts', 'OFL.txt'));
const styles = readdirSync('style').filter((name) => name.endsWith('.css')).sort().map((name) => readFileSync(join('style', name), 'utf8')).join('\n');
const style = put('style', 'css', styles);

cpSync('public', out, { recursive: true });
if (existsSync('.ci/map-data.mjs')) run('node', ['.ci/map-data.mjs', out]);

const page = readFileSync('index.html', 'utf8').replace(/\{\{(\w+)\}\}/g, (whole, name) => ({
  build,
  style,
  app_start: names['qalamro-app'].start,
  app_script: names['qalamro-app'].script,
  app_program: names['qalamro-app'].program,
  worker: names.worker.start,
  sheets: names.sheets.start,
}[name] ?? whole));
if (page.includes('{{')) throw new Error('index.html names something that the build does not know');
writeFileSync(join(out, 'index.html'), page);
writeFileSync(join(out, 'build.json'), `${JSON.stringify({ build, style, ...names }, null, 1)}\n`);
const size = (folder) => readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => sum + (entry.isDirectory() ? size(join(folder, entry.name)) : statSync(join(folder, entry.name)).size), 0);
console.log(`build: ${out} is ready (${(size(out) / 1e6).toFixed(1)} MB, build ${build})`);
