// Builds the static site into dist/: three wasm programs, the styles, the fonts and the map data.
//
//   node .ci/build.mjs [--out dist] [--dev]
//
// With --dev it is built without optimisation: quick to make, slow to run.
//
// Every style and every program's folder carries its content's hash in its name, so that a new release never mixes
// with an old one in a cache. The page gets the names written in.
//
// In a release the page's program is cut at the doors of `ui::lazy`: into the part that the first visit needs and
// chunks that are loaded when first needed. wasm-split-cli does it, before wasm-bindgen, by the relocations that the
// linker leaves in. All files of a program name each other, so they keep their names and share a folder.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const argument = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at > 0 ? process.argv[at + 1] : otherwise;
};
const out = argument('--out', 'dist');
const isDev = process.argv.includes('--dev');
const stage = join(process.env.CARGO_TARGET_DIR ?? 'target', 'stage');
const run = (command, args, env = {}) => new Promise((done, fail) => {
  const program = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } });
  program.on('error', fail);
  program.on('exit', (code) => (code === 0 ? done() : fail(new Error(`${command} failed: ${args.join(' ')}`))));
});
const ask = (command, args) => execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
const started = Date.now();
const say = (text) => console.log(`build: ${text} (${Math.round((Date.now() - started) / 1000)}s)`);
const hash = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 12);

const version = /^version = "(.*)"/m.exec(readFileSync('Cargo.toml', 'utf8'))[1];
let commit = 'local';
try { commit = ask('git', ['rev-parse', '--short=10', 'HEAD']); } catch { /* an archive without git builds too */ }
const build = isDev ? 'dev' : `${version}+${commit}`;

const programs = [
  { binary: 'qalamro-app', feature: 'app', profile: 'web', optimise: '-Oz', isSplit: !isDev },
  { binary: 'worker', feature: 'worker', profile: 'worker', optimise: '-O3' },
  { binary: 'sheets', feature: 'sheets', profile: 'sheets', optimise: '-Oz' },
];
// Chunks come after the first screen: twice the time would make them smaller by a third of a percent.
const CHUNK_OPTIMISE = '-O1';
// The files of `style` from this name on are those of single pages.
const FIRST_PAGE_STYLE = '4';
const wasmFeatures = ['bulk-memory', 'nontrapping-float-to-int', 'sign-ext', 'mutable-globals', 'reference-types', 'multivalue'];

rmSync(out, { recursive: true, force: true });
rmSync(stage, { recursive: true, force: true });
mkdirSync(join(out, 'assets'), { recursive: true });
const put = (name, ending, content) => {
  const file = `assets/${name}-${hash(content)}.${ending}`;
  writeFileSync(join(out, file), content);
  return file;
};

/** Compiles a program. In a release each has a profile of its own, so that none waits for another. */
const compile = async ({ binary, feature, profile, isSplit }) => {
  const features = isSplit ? `${feature},split` : feature;
  const toLinker = isSplit ? ['--', '-Clink-arg=--emit-relocs'] : [];
  await run('cargo', ['rustc', '--quiet', '--target', 'wasm32-unknown-unknown', '--profile', isDev ? 'dev' : profile, '--no-default-features', '--features', features, '--bin', binary, ...toLinker], { QALAMRO_BUILD: build });
  say(`${binary} is compiled`);
};
/** Runs a program's tasks, as many at once as there are cores. */
const eachAtOnce = async (tasks) => {
  const waiting = [...tasks];
  const row = async () => { while (waiting.length) await waiting.shift()(); };
  await Promise.all(Array.from({ length: availableParallelism() }, row));
};
/** Optimises a compiled file. What the optimiser says is shown with a failure alone: it warns of names that it does not know. */
const shrink = (file, optimise) => promisify(execFile)('wasm-opt', [optimise, ...wasmFeatures.map((name) => `--enable-${name}`), file, '-o', file]);

/** Cuts, binds and optimises a compiled program; puts it into the site and returns the names of its files. */
const finish = async ({ binary, profile: releaseProfile, optimise, isSplit }) => {
  const profile = isDev ? 'dev' : releaseProfile;
  let wasm = join(process.env.CARGO_TARGET_DIR ?? 'target', 'wasm32-unknown-unknown', isDev ? 'debug' : profile, `${binary}.wasm`);
  const bound = join(stage, binary);
  if (isSplit) {
    const cut = join(stage, `${binary}-cut`);
    await run('wasm-split-cli', [wasm, cut, '--target', 'web', '--out-name', binary]);
    wasm = join(cut, `${binary}.wasm`);
    cpSync(cut, bound, { recursive: true, filter: (file) => file !== wasm });
  }
  // The chunks ask the program for names that the linker made.
  await run('wasm-bindgen', ['--target', 'web', '--no-typescript', '--remove-name-section', ...(isSplit ? ['--keep-lld-exports'] : []), '--out-dir', bound, wasm]);
  if (!isDev) {
    const files = readdirSync(bound).filter((name) => name.endsWith('.wasm'));
    await eachAtOnce(files.map((name) => () => shrink(join(bound, name), name === `${binary}_bg.wasm` ? optimise : CHUNK_OPTIMISE)));
  }
  say(`${binary} is bound and optimised`);
  // The start module is what the page and the workers load. A worker that cannot load says so.
  const told = binary === 'qalamro-app' ? '' : '.catch((error) => { postMessage(String(error)); throw error; })';
  const bringStyle = binary === 'qalamro-app' ? "const style = document.createElement('link');\nstyle.rel = 'stylesheet';\nstyle.href = document.querySelector('meta[name=qalamro-page-style]').content;\ndocument.head.append(style);\n" : '';
  writeFileSync(join(bound, 'start.js'), `import init from './${binary}.js';\nawait init()${told};\n${bringStyle}`);
  // Lines of comment and indentation are for those who read what wasm-bindgen wrote.
  const written = readFileSync(join(bound, `${binary}.js`), 'utf8');
  if (!isDev && written.split('\n').every((line) => line.split('`').length % 2 === 1)) {
    const lines = written.split('\n').map((line) => line.trim()).filter((line) => line && !/^(\/\/|\/\*|\*)/.test(line));
    writeFileSync(join(bound, `${binary}.js`), `${lines.join('\n')}\n`);
  }
  const files = readdirSync(bound).sort();
  const folder = `assets/${binary}-${hash(files.map((name) => `${name} ${hash(readFileSync(join(bound, name)))}`).join('\n'))}`;
  cpSync(bound, join(out, folder), { recursive: true });
  const [program, script, start, cuts] = [`${binary}_bg.wasm`, `${binary}.js`, 'start.js', '__wasm_split.js'];
  const path = (name) => `${folder}/${name}`;
  return {
    program: path(program),
    scripts: [script, start, cuts].filter((name) => files.includes(name)).map(path),
    start: path(start),
    lazy: files.filter((name) => name.endsWith('.wasm') && name !== program).map(path),
  };
};
const names = Object.fromEntries(await Promise.all(programs.map(async (program) => {
  await compile(program);
  return [program.binary, await finish(program)];
})));

const font = 'fonts/vazirmatn.woff2';
mkdirSync(join(out, 'fonts'), { recursive: true });
cpSync('node_modules/vazirmatn/fonts/webfonts/Vazirmatn[wght].woff2', join(out, font));
cpSync('node_modules/vazirmatn/OFL.txt', join(out, 'fonts', 'OFL.txt'));
// The frame's styles come with the page; those of the pages with what comes after the first screen.
const styles = readdirSync('style').filter((name) => name.endsWith('.css')).sort();
const joined = (names) => names.map((name) => readFileSync(join('style', name), 'utf8')).join('\n');
const style = put('style', 'css', joined(styles.filter((name) => name < FIRST_PAGE_STYLE)));
const pageStyle = put('pages', 'css', joined(styles.filter((name) => name >= FIRST_PAGE_STYLE)));

cpSync('public', out, { recursive: true });
if (existsSync('.ci/map-data.mjs')) await run('node', ['.ci/map-data.mjs', out]);

const page = readFileSync('index.html', 'utf8').replace(/\{\{(\w+)\}\}/g, (whole, name) => ({
  build,
  style,
  page_style: pageStyle,
  app_start: names['qalamro-app'].start,
  app_scripts: names['qalamro-app'].scripts.map((name) => `<link rel="modulepreload" href="${name}">`).join('\n'),
  app_program: names['qalamro-app'].program,
  worker: names.worker.start,
  sheets: names.sheets.start,
}[name] ?? whole));
if (page.includes('{{')) throw new Error('index.html names something that the build does not know');
writeFileSync(join(out, 'index.html'), page);
writeFileSync(join(out, 'build.json'), `${JSON.stringify({ build, style, page_style: pageStyle, ...names }, null, 1)}\n`);
const size = (folder) => readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => sum + (entry.isDirectory() ? size(join(folder, entry.name)) : statSync(join(folder, entry.name)).size), 0);
say(`${out} is ready: ${(size(out) / 1e6).toFixed(1)} MB, build ${build}`);
