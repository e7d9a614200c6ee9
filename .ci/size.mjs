// Weighs what a first visit loads, gzipped, and fails above the budget.
//
//   node .ci/size.mjs [dist]
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const folder = process.argv[2] ?? 'dist';
const build = JSON.parse(readFileSync(join(folder, 'build.json'), 'utf8'));
const weigh = (files) => files.reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file)), { level: 9 }).length, 0);
const app = build['qalamro-app'];
const loaded = ({ program, scripts }) => [program, ...scripts];
const parts = [
  { name: 'first load (page, scripts, program, style)', files: ['index.html', build.style, ...loaded(app)], limit: 400 * 1024 },
  // The search, the simulation and, since the page must not wait for them, all steps that are carried out and judged.
  { name: 'territory worker', files: loaded(build.worker), limit: 350 * 1024 },
  { name: 'spreadsheet worker (loaded when first needed)', files: loaded(build.sheets), limit: 700 * 1024 },
];
let over = 0;
for (const { name, files, limit } of parts) {
  const bytes = weigh(files);
  const fits = bytes <= limit;
  if (!fits) over += 1;
  console.log(`size: ${(bytes / 1024).toFixed(0).padStart(4)} KB of ${limit / 1024} KB gzipped  ${fits ? 'ok  ' : 'OVER'}  ${name}`);
}
for (const file of app.lazy) console.log(`size: ${(weigh([file]) / 1024).toFixed(0).padStart(4)} KB gzipped, loaded after the first screen  ${basename(file)}`);
process.exit(over ? 1 : 0);
