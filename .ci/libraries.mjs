// Compiles the libraries that the project is made with, and nothing of the project: so that setting up holds all that is
// done once, and a check compiles what it checks.
//
//   node .ci/libraries.mjs
//
// Cargo cannot build dependencies alone. A package with this one's manifest and lock file, but with empty programs, is
// built into the same target folder in each way in which the check builds the project; the libraries are then there. It
// has a name of its own: cargo would take it for the project.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const target = resolve(process.env.CARGO_TARGET_DIR ?? 'target');
// Inside the project, whose .cargo/config.toml then holds for it, too.
const folder = resolve('target/libraries');
const files = ['Cargo.toml', 'Cargo.lock', '.cargo/config.toml', '.ci/libraries.mjs'];
const settings = Object.entries(process.env).filter(([name]) => /^(CARGO_(INCREMENTAL|PROFILE_.*)|RUSTFLAGS)$/.test(name)).sort();
const compiler = execFileSync('rustc', ['-vV'], { encoding: 'utf8' });
const made = createHash('sha256').update([target, ...files.map((file) => readFileSync(file, 'utf8')), ...settings.flat(), compiler].join('\n')).digest('hex');
const stamp = join(folder, 'made');
if (existsSync(stamp) && readFileSync(stamp, 'utf8') === made) process.exit(0);

console.log('setup: compiling libraries (some minutes, once)');
rmSync(folder, { recursive: true, force: true });
const put = (name, text) => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
};
const manifest = readFileSync('Cargo.toml', 'utf8');
const [, ...programs] = manifest.split(/^\[\[(?=bin|test|bench)/m);
put('src/lib.rs', '//! Nothing.\n');
for (const program of programs) {
  const kind = /^\w+/.exec(program)[0];
  const name = /^name = "(.*)"/m.exec(program)[1];
  put(/^path = "(.*)"/m.exec(program)?.[1] ?? `${kind}es/${name}.rs`, '//! Nothing.\nfn main() {}\n');
}
put('examples/one.rs', '//! Nothing.\nfn main() {}\n');
for (const file of ['Cargo.toml', 'Cargo.lock']) put(file, readFileSync(file, 'utf8').replaceAll('name = "qalamro"\n', 'name = "libraries"\n').replaceAll('.package.qalamro]', '.package.libraries]'));

const web = ['--target', 'wasm32-unknown-unknown', '--no-default-features', '--features'];
for (const command of [
  ['check', '--all-targets'],
  ['test', '--lib', '--tests', '--no-run'],
  ['check', ...web, 'app,split,worker,sheets', '--lib', '--bins'],
  ['test', '--test', 'web', ...web, 'page', '--no-run'],
  ['build', '--profile', 'web', ...web, 'app,split', '--bin', 'qalamro-app'],
  ['build', '--profile', 'sheets', ...web, 'sheets', '--bin', 'sheets'],
  ['build', '--profile', 'worker', ...web, 'worker', '--bin', 'worker'],
]) {
  execFileSync('cargo', [...command, '--quiet'], { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, CARGO_TARGET_DIR: target } });
}
writeFileSync(stamp, made);
