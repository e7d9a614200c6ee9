// The map by hand: customers are selected by a click, a rectangle, a lasso and by keys, and dragged to a territory.
import assert from 'node:assert/strict';
import test from 'node:test';
import { openApp } from './support/app.mjs';
import { file, table } from './support/data.mjs';
import { frame, plans, territories, wizard } from './support/pages.mjs';

// Four corners, and one in the middle that the territory's name stands over.
const square = (letter, name, west) => [[49.5, 0], [52.5, 0.2], [52.4, 1.7], [49.6, 1.9], [51, 0.9]].map(([latitude, east], index) => [`${letter}${index}`, `${name} ${index}`, latitude, west + east, name]);
const rows = [...square('W', 'West', 7), ...square('E', 'East', 11.5)];

/** The middles of a territory's points on the map, in the order of the rows from the left, by the colour of its swatch. */
async function places(page, territory) {
  const swatch = page.locator('.map-legend-entry', { hasText: territory }).locator('.swatch');
  const colour = await swatch.evaluate((element) => getComputedStyle(element).backgroundColor.match(/\d+/g).slice(0, 3).map(Number));
  return page.locator('.map-canvas').evaluate((canvas, [red, green, blue]) => {
    const { width, height } = canvas;
    const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
    const box = canvas.getBoundingClientRect();
    const groups = [];
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const at = (y * width + x) * 4;
        if (Math.abs(data[at] - red) + Math.abs(data[at + 1] - green) + Math.abs(data[at + 2] - blue) > 6) continue;
        const near = groups.find((group) => Math.hypot(group.x / group.n - x, group.y / group.n - y) < 16);
        if (near) { near.x += x; near.y += y; near.n += 1; } else groups.push({ x, y, n: 1 });
      }
    }
    const scale = box.width / width;
    return groups.filter((group) => group.n > 4).map(({ x, y, n }) => [box.left + (x / n) * scale, box.top + (y / n) * scale]).sort(([one], [other]) => one - other);
  }, colour);
}

const selected = (page, count) => page.locator('.map-selection-count', { hasText: new RegExp(`^${count} selected$`) }).waitFor();

async function drag(page, line) {
  await page.mouse.move(...line[0]);
  await page.mouse.down();
  for (const place of line.slice(1)) await page.mouse.move(...place, { steps: 6 });
  await page.mouse.up();
}

test('customers are selected and moved on the map', { timeout: 90_000 }, async (t) => {
  const app = await openApp();
  const { page } = app;
  try {
    await plans.create(page, 'By hand');
    await wizard.bring(page, file('list.csv', table(rows, { head: ['identifier', 'name', 'latitude', 'longitude', 'territory'] })));
    await frame.go(page, 'Territories');
    await page.waitForSelector('.map-legend-entry');
    await page.mouse.move(5, 5);
    await page.waitForTimeout(500);
    const [west, east] = [await places(page, 'West'), await places(page, 'East')];
    assert.deepEqual([west.length, east.length], [4, 4], 'the points are found on the map');

    await app.step(t, 'a click selects the customer under it, and one beside it none', async () => {
      await page.mouse.click(...west[0]);
      await selected(page, 1);
      await page.keyboard.down('Shift');
      await page.mouse.click(...east[0]);
      await page.keyboard.up('Shift');
      await selected(page, 2);
      await page.mouse.click(west[0][0] - 40, west[0][1] - 40);
      await page.locator('.map-selection').waitFor({ state: 'detached' });
    });

    await app.step(t, 'a rectangle selects what lies in it', async () => {
      await page.getByRole('button', { name: 'Select by rectangle' }).click();
      const [left, right] = [Math.min(...west.map(([x]) => x)) - 15, Math.max(...west.map(([x]) => x)) + 15];
      const [top, bottom] = [Math.min(...west.map(([, y]) => y)) - 15, Math.max(...west.map(([, y]) => y)) + 15];
      await drag(page, [[left, top], [right, bottom]]);
      await selected(page, 5);
      await page.getByRole('button', { name: 'Move the map; click selects' }).click();
    });

    await app.step(t, 'a lasso selects what it encloses', async () => {
      await page.getByRole('button', { name: 'Select by lasso' }).click();
      const [[x, y], [other, further]] = [east[0], east[1]];
      // Around the first two of the east alone.
      const [left, right] = [Math.min(x, other) - 12, Math.max(x, other) + 12];
      const [top, bottom] = [Math.min(y, further) - 12, Math.max(y, further) + 12];
      await drag(page, [[left, top], [right, top], [right, bottom], [left, bottom], [left, top]]);
      await selected(page, 2);
      await page.getByRole('button', { name: 'Move the map; click selects' }).click();
    });

    await app.step(t, 'what is selected is dragged to a territory', async () => {
      await page.mouse.click(...west[1]);
      await selected(page, 1);
      // To a customer of the other territory, then to its entry in the legend.
      await drag(page, [west[1], east[0]]);
      await page.getByRole('button', { name: /^Undo: 1 customer.*East/ }).waitFor();
      await frame.undo(page);
      await page.getByRole('button', { name: /^Undo: 1 customer.*East/ }).waitFor({ state: 'detached' });
      const target = await page.locator('.map-legend-entry', { hasText: 'East' }).boundingBox();
      await drag(page, [west[1], [target.x + target.width / 2, target.y + target.height / 2]]);
      await page.getByRole('button', { name: /^Undo: 1 customer.*East/ }).waitFor();
      assert.deepEqual(await territories.counts(page), { East: 6, West: 4 });
      await frame.undo(page);
      assert.deepEqual(await territories.counts(page), { East: 5, West: 5 });
    });

    await app.step(t, 'keys select all in sight, and are told to those who see', async () => {
      await page.keyboard.press('Escape');
      const stage = page.locator('.map-stage');
      await page.keyboard.press('Shift');
      await stage.focus();
      await page.locator('.map-keys-hint', { hasText: 'Ctrl+A selects all in sight' }).waitFor();
      await page.keyboard.press('Control+a');
      await selected(page, 10);
      await page.keyboard.press('Shift+?');
      const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
      await keys.getByRole('row', { name: /Select all customers in sight.*Ctrl\+A/ }).waitFor();
    });
  } finally {
    await app.close();
  }
});

test('a map that was dragged is what it would be drawn anew', { timeout: 60_000 }, async () => {
  const app = await openApp({ language: 'en-US' });
  const { page } = app;
  const pixels = () => page.locator('.map-canvas').evaluate(async (canvas) => {
    await new Promise((done) => { requestAnimationFrame(() => setTimeout(done, 100)); });
    return [...new Uint32Array(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer)];
  });
  const apart = (one, other) => one.filter((pixel, at) => pixel !== other[at]).length / one.length;
  try {
    await plans.openSample(page, /Medical devices in the United States/);
    await page.locator('.map-legend-entry').first().waitFor();
    await page.waitForTimeout(500);
    const box = await page.locator('.map-canvas').boundingBox();
    const [x, y] = [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
    const before = await pixels();
    await drag(page, [[x, y], [x - 137, y - 83], [x - 60, y + 41], [x + 75, y + 22]]);
    await page.mouse.move(5, 5);
    const dragged = await pixels();
    assert.ok(apart(before, dragged) > 0.02, 'the map has moved');
    // A theme is drawn whole.
    for (const theme of ['dark', 'light']) {
      await page.locator('.topbar .icon-button').last().click();
      await page.locator(`html[data-theme=${theme}]`).waitFor();
    }
    await page.mouse.move(5, 5);
    assert.ok(apart(dragged, await pixels()) < 0.001, 'nothing is left behind and nothing is missing');
  } finally {
    await app.close();
  }
});
