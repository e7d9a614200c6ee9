// Measures how smoothly the map moves with many customers. Run by hand, no test:
//
//   cargo run --example samples -- plan 10000 1 > large.qalamro
//   SITE=dist node tests/browser/map-frames.mjs large.qalamro [SECONDS]
//
// Opens the plan, drags and zooms without pause, and prints the time between frames in milliseconds: median, the
// 95th of a hundred, the worst, and how many frames came more than half a frame late.
import { openApp } from './support/app.mjs';

const [file, seconds = '4'] = process.argv.slice(2);
if (!file) {
  console.error('usage: node tests/browser/map-frames.mjs PLAN [SECONDS]');
  process.exit(2);
}

/** Collects the times of frames while something goes on. */
async function frames(page, act) {
  await page.evaluate(() => {
    const times = [];
    window.mapFrames = { times, goesOn: true };
    const note = (now) => {
      times.push(now);
      if (window.mapFrames.goesOn) requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });
  await act();
  const times = await page.evaluate(() => {
    window.mapFrames.goesOn = false;
    return window.mapFrames.times;
  });
  return times.slice(1).map((time, index) => time - times[index]);
}

function told(name, lengths) {
  const sorted = lengths.toSorted((one, other) => one - other);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  const late = lengths.filter((length) => length > 25).length;
  console.log(`${name}: ${lengths.length} frames, p50 ${at(0.5).toFixed(1)} ms, p95 ${at(0.95).toFixed(1)} ms, worst ${at(1).toFixed(1)} ms, late ${late} (${((100 * late) / lengths.length).toFixed(1)} %)`);
}

const app = await openApp({});
const { page } = app;
const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Open a file…' }).first().click()]);
await chooser.setFiles(file);
await page.waitForSelector('.map-stage');
await page.waitForTimeout(2_000);
const box = await page.locator('.map-stage').boundingBox();
const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
const until = () => Date.now() + Number(seconds) * 1_000;

told('still', await frames(page, () => page.waitForTimeout(1_000)));
told('pan', await frames(page, async () => {
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  for (let step = 0, end = until(); Date.now() < end; step += 1) await page.mouse.move(middle.x + 120 * Math.sin(step / 9), middle.y + 60 * Math.cos(step / 7));
  await page.mouse.up();
}));
told('zoom', await frames(page, async () => {
  await page.mouse.move(middle.x, middle.y);
  for (let step = 0, end = until(); Date.now() < end; step += 1) await page.mouse.wheel(0, step % 40 < 20 ? -30 : 30);
}));
await page.getByRole('button', { name: 'Show everything' }).click();
told('hover', await frames(page, async () => {
  for (let step = 0, end = until(); Date.now() < end; step += 1) await page.mouse.move(middle.x + 150 * Math.sin(step / 9), middle.y + 90 * Math.cos(step / 7));
}));
await app.close();
