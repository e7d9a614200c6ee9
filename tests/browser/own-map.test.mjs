// A map of the user's own stays with its plan: after a reload, in the plan's file in another browser, and where it is
// missing nothing is planned by other areas in its place.
import assert from 'node:assert/strict';
import test from 'node:test';
import { openApp } from './support/app.mjs';
import { file, table } from './support/data.mjs';
import { areaTable, balance, download, frame, plans, territories, wizard } from './support/pages.mjs';

const plain = (text) => text.replace(/[\u2066-\u2069]/g, '');
const NAME = 'districts.geojson';
const ACROSS = 6;

/** Six by six districts in Kansas, which lies nowhere when read the other way round; the last one lies half over its neighbour. */
function districts() {
  const features = [];
  for (let row = 0; row < ACROSS; row += 1) {
    for (let column = 0; column < ACROSS; column += 1) {
      const number = row * ACROSS + column + 1;
      const west = -98.6 + column * 0.1 - (number === ACROSS * ACROSS ? 0.05 : 0);
      const south = 38.2 + row * 0.1;
      const ring = [[0, 0], [0.1, 0], [0.1, 0.1], [0, 0.1], [0, 0]].map(([x, y]) => [west + x, south + y]);
      features.push({ type: 'Feature', properties: { name: `District ${number}` }, geometry: { type: 'Polygon', coordinates: [ring] } });
    }
  }
  return JSON.stringify({ type: 'FeatureCollection', features });
}

function customers() {
  const rows = [];
  for (let index = 0; index < 360; index += 1) {
    const district = index % (ACROSS * ACROSS);
    const jitter = 0.02 + ((index * 37) % 60) / 1_000;
    rows.push([`C-${index + 1}`, `Shop ${index + 1}`, 38.2 + Math.floor(district / ACROSS) * 0.1 + jitter, -98.6 + (district % ACROSS) * 0.1 + jitter, 100 + (index % 7) * 10]);
  }
  return table(rows, { head: ['identifier', 'name', 'latitude', 'longitude', 'sales'] });
}

/** So many squares that lie half over each other, and after them one that is nothing but a line. */
function overlapping(count) {
  const square = (west) => [[0, 0], [0.1, 0], [0.1, 0.1], [0, 0.1], [0, 0]].map(([x, y]) => [west + x, 38.2 + y]);
  const feature = (name, ring) => ({ type: 'Feature', properties: { name }, geometry: { type: 'Polygon', coordinates: [ring] } });
  const features = Array.from({ length: count }, (_, index) => feature(`Square ${index + 1}`, square(-98.6 + index * 0.05)));
  features.push(feature('Nothing', [[-98, 38], [-97.9, 38], [-98, 38]]));
  return JSON.stringify({ type: 'FeatureCollection', features });
}

async function chooseMap(page, name = NAME, content = districts()) {
  if (!(await page.getByRole('button', { name: /^Own map/ }).isVisible())) await page.getByRole('button', { name: 'Map settings' }).click();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: /^Own map/ }).click()]);
  await chooser.setFiles(file(name, content, 'application/geo+json'));
}

const byArea = async (page) => {
  await areaTable.open(page);
  return (await areaTable.all(page)).map((row) => `${row.name}: ${row.owner}`).sort();
};

test('an own map stays with its plan', { timeout: 180_000 }, async (t) => {
  const app = await openApp({ language: 'en-US' });
  const { page } = app;
  let before;
  let saved;
  try {
    await app.step(t, 'it is read, told, balanced by and there after a reload', async () => {
      await plans.create(page, 'Districts');
      await wizard.bring(page, file('list.csv', customers()));
      await frame.go(page, 'Territories');
      await chooseMap(page);
      const told = page.locator('.notice', { hasText: NAME });
      await told.waitFor();
      const words = plain(await told.textContent());
      assert.match(words, /District 35.+District 36.+overlap/, words);
      await page.keyboard.press('Escape');
      await balance.open(page);
      await balance.measures(page, { Customers: 20 });
      await balance.territories(page, 4);
      await balance.shareOutAreas(page);
      await balance.start(page);
      await balance.result(page);
      await balance.show(page);
      before = await byArea(page);
      assert.equal(before.length, ACROSS * ACROSS);
      assert.ok(before.every((row) => /^District \d+: \S/.test(plain(row))), before.join('\n'));
      await frame.saved(page);
      await page.reload();
      assert.deepEqual(await byArea(page), before);
      assert.equal(await page.getByRole('alert').filter({ hasText: 'missing' }).count(), 0);
    });
    await app.step(t, 'the plan’s file carries it', async () => {
      saved = await download(page, () => page.keyboard.press('Control+s'));
      assert.ok(saved.bytes.includes('"own_map":{"type":"Topology"'), 'the outlines are in the file');
    });
    await app.step(t, 'where it is gone the plan says so and shows no other areas', async () => {
      await page.evaluate(async () => {
        const wait = (request) => new Promise((done, failed) => { request.onsuccess = () => done(request.result); request.onerror = () => failed(request.error); });
        const database = await wait(indexedDB.open('qalamro'));
        await wait(database.transaction('own_maps', 'readwrite').objectStore('own_maps').clear());
        database.close();
      });
      await page.reload();
      const alert = page.getByRole('alert').filter({ hasText: 'missing' });
      await alert.waitFor();
      assert.match(plain(await alert.textContent()), new RegExp(`The map ${NAME} of this plan is missing`));
      await page.getByRole('tab', { name: 'By area', exact: true }).click();
      assert.equal(await page.locator('#areas').count(), 0);
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), alert.getByRole('button', { name: /Choose the file again/ }).click()]);
      await chooser.setFiles(file(NAME, districts(), 'application/geo+json'));
      assert.deepEqual(await byArea(page), before);
    });
  } finally {
    await app.close();
  }
  const elsewhere = await openApp({ language: 'en-US' });
  try {
    await elsewhere.step(t, 'the file opened in another browser brings it along, and it stays there', async () => {
      const other = elsewhere.page;
      const [chooser] = await Promise.all([other.waitForEvent('filechooser'), other.getByRole('button', { name: 'Open a file…' }).first().click()]);
      await chooser.setFiles(file(saved.name, saved.bytes, 'application/json'));
      assert.deepEqual(await byArea(other), before);
      await frame.saved(other);
      await other.reload();
      assert.deepEqual(await byArea(other), before);
      assert.ok(Object.keys(await territories.counts(other)).length === 4);
    });
  } finally {
    await elsewhere.close();
  }
});

test('all that was found in a map can be looked at, and a map of points is told as one', { timeout: 90_000 }, async () => {
  const app = await openApp({ language: 'en-US' });
  const { page } = app;
  try {
    await plans.create(page, 'Faulty');
    await wizard.bring(page, file('list.csv', customers()));
    await frame.go(page, 'Territories');
    const faulty = JSON.parse(districts());
    for (const feature of faulty.features.slice(0, 9)) feature.geometry.coordinates[0].pop();
    await chooseMap(page, 'faulty.geojson', JSON.stringify(faulty));
    const told = page.locator('.notice', { hasText: 'And 7 more.' });
    await told.waitFor();
    await told.getByRole('button', { name: 'Show all 10' }).click();
    const dialog = page.getByRole('dialog', { name: /What was found in/ });
    await dialog.waitFor();
    const paragraphs = (await dialog.locator('.dialog-body p').allTextContents()).map(plain);
    assert.equal(paragraphs.length, 2, 'one for each kind');
    assert.match(paragraphs[0], /it was closed\. The same holds for 8 more: “District 2”, “District 3”/);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    const points = { type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [-98, 38] } }] };
    await page.keyboard.press('Escape');
    await chooseMap(page, 'points.geojson', JSON.stringify(points));
    await page.locator('.notice.error', { hasText: 'has points or lines only' }).waitFor();
  } finally {
    await app.close();
  }
});

test('what was found in a map is told by kind, what is left out first', { timeout: 60_000 }, async (t) => {
  const app = await openApp({ language: 'en-US' });
  const { page } = app;
  try {
    await app.step(t, 'the message gives way to the dialog that it leads to', async () => {
      await plans.create(page, 'Found');
      await wizard.bring(page, file('list.csv', customers()));
      await frame.go(page, 'Territories');
      await chooseMap(page, 'squares.geojson', overlapping(12));
      const notice = page.locator('.notice', { hasText: 'squares.geojson' });
      await notice.waitFor();
      assert.match(plain(await notice.textContent()), /regions: 12.*“Nothing” .*left out.*Square 1.*overlap/s);
      await notice.getByRole('button', { name: /^Show all \d+$/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.waitFor();
      const told = (await dialog.locator('.dialog-body p').allTextContents()).map(plain);
      assert.ok(told.length <= 3 && /“Nothing”.*left out/.test(told[0]) && /The same holds for \d+ more: /.test(told.at(-1)), told.join('\n'));
      assert.equal(await page.locator('.notices .notice', { hasText: 'squares.geojson' }).count(), 0);
    });
  } finally {
    await app.close();
  }
});
