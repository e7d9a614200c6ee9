// Designs to choose from: three proposals side by side, what change of hands buys, a longer search; each enters the
// plan as one step or not at all.
import assert from 'node:assert/strict';
import test from 'node:test';
import { openApp } from './support/app.mjs';
import { balance, frame, plans, territories } from './support/pages.mjs';

const samples = { 'en-US': /Medical devices in the United States/, 'fa-IR': /پخش/ };
const open = async (page, name) => {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill(name);
  await page.keyboard.press('Enter');
};
const table = (page) => page.locator('.designs-table');
const found = (page) => table(page).waitFor({ timeout: 90_000 });
const row = async (page, name) => (await table(page).locator('tbody tr', { hasText: name }).locator('td').allTextContents()).map((text) => parseFloat(text));
const gone = (page) => page.getByRole('dialog').waitFor({ state: 'detached' });

test('proposals, the disruption curve and a longer search', { timeout: 300_000 }, async (t) => {
  const app = await openApp();
  const { page } = app;
  const dialog = page.getByRole('dialog');
  try {
    await plans.openSample(page, samples['en-US']);
    const today = await territories.counts(page);
    await app.step(t, 'three proposals each put first what they say', async () => {
      await page.getByRole('button', { name: 'Three proposals' }).click();
      await found(page);
      const [now, balance, compact, least] = await row(page, 'Largest deviation: Potential');
      assert.ok(balance < compact && balance < least && balance < now, JSON.stringify([now, balance, compact, least]));
      const ways = await row(page, 'Dispersion');
      assert.ok(ways[2] < ways[1] && ways[2] < ways[3], JSON.stringify(ways));
      const moved = await row(page, 'Sales that change hands');
      assert.ok(moved[3] < moved[1] && moved[3] < moved[2] && moved[0] === 0, JSON.stringify(moved));
      assert.equal(await dialog.locator('.figure-drawing circle').count(), 5, 'three proposals, and now as a ring');
      assert.equal(await dialog.getByRole('button', { name: /^Use in this scenario/ }).count(), 0, 'today is not changed here');
    });
    await app.step(t, 'a figure tells where it comes from, beside the proposals', async () => {
      const figure = table(page).locator('tbody tr', { hasText: 'Coefficient of variation: Potential' }).locator('td').nth(1).getByRole('button');
      assert.match(await figure.textContent(), /^0\.\d{3}$/);
      await figure.click();
      await dialog.locator('.figure-told', { hasText: 'standard deviation' }).waitFor();
      assert.ok((await dialog.locator('.figure-told').textContent()).includes(`Result: ${await figure.textContent()}.`));
      await dialog.locator('.figure-told').getByRole('button', { name: 'Close' }).click();
      assert.ok(await table(page).isVisible(), 'the proposals are still there');
    });
    await app.step(t, 'one is saved as a scenario, and undo takes it back in one step', async () => {
      await dialog.getByRole('button', { name: 'Save as a new scenario: Least change' }).click();
      await gone(page);
      await page.getByText('Saved as the scenario “Least change”.').waitFor();
      assert.notDeepEqual(await territories.counts(page), today);
      await frame.undo(page);
      assert.deepEqual(await territories.counts(page), today);
      await page.getByRole('button', { name: /^Redo/ }).click();
    });
    await app.step(t, 'the curve only gets better, and a point is taken by the keyboard', async () => {
      await page.getByRole('tab', { name: 'Least change' }).or(page.getByRole('button', { name: 'Least change' })).first().click();
      const before = await territories.counts(page);
      await open(page, 'disruption curve');
      await found(page);
      const cells = await table(page).locator('tbody tr').evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td')].map((cell) => parseFloat(cell.textContent))));
      assert.equal(cells.length, 7);
      assert.equal(cells[0][0], 0, 'nothing changes hands at the limit of 0 %');
      [0, 2.5, 5, 10, 20, 40].forEach((limit, at) => assert.ok(cells[at][0] <= limit + 0.05, `${cells[at][0]} of ${limit}`));
      for (let at = 1; at < 7; at += 1) assert.ok(cells[at][1] <= Math.max(cells[at - 1][1], 10) + 0.05, JSON.stringify(cells));
      const points = dialog.locator('.curve-point');
      assert.equal(await points.count(), 7);
      assert.match(await points.last().getAttribute('aria-label'), /^No limit: [\d.]+% of sales changes hands, largest deviation [\d.]+%$/);
      await points.first().focus();
      await page.keyboard.press('Enter');
      await gone(page);
      await page.getByText('“At most 0% of sales changes hands” is the scenario’s design now.').waitFor();
      const after = await territories.counts(page);
      assert.notDeepEqual(after, before);
      await frame.undo(page);
      assert.deepEqual(await territories.counts(page), before);
    });
    await app.step(t, 'a longer search that is stopped keeps its best, and cancelled leaves everything', async () => {
      const before = await territories.counts(page);
      await open(page, 'search longer');
      await dialog.locator('.trial').nth(5).waitFor();
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await gone(page);
      assert.deepEqual(await territories.counts(page), before);
      await open(page, 'search longer');
      await dialog.locator('.trial-told', { hasText: 'largest deviation' }).first().waitFor();
      await dialog.getByRole('button', { name: 'Stop and keep the best' }).click();
      await found(page);
      assert.match(await dialog.getByRole('status').first().textContent(), /^Best of \d attempts?: number \d\.$/);
      await dialog.getByRole('button', { name: 'Use in this scenario: Longer search' }).click();
      await gone(page);
      assert.notDeepEqual(await territories.counts(page), before);
    });
  } finally {
    await app.close();
  }
});

test('a point of the curve tells the figure that the curve draws', { timeout: 300_000 }, async () => {
  const app = await openApp({ language: 'en-US' });
  const { page } = app;
  try {
    // One province is larger than a territory: it sets the largest deviation under every limit.
    await plans.openSample(page, /Food distributor in Iran/);
    await balance.open(page);
    await balance.shareOutAreas(page);
    await balance.start(page);
    await balance.result(page, { timeout: 120_000 });
    await balance.show(page);
    await open(page, 'disruption curve');
    await found(page);
    const dialog = page.getByRole('dialog');
    assert.match(await dialog.textContent(), /is the same under every limit/);
    const labels = await dialog.locator('.curve-point').evaluateAll((points) => points.map((point) => point.getAttribute('aria-label')));
    const cells = await table(page).locator('tbody tr').evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td')][2].textContent));
    assert.equal(labels.length, cells.length);
    labels.forEach((label, at) => assert.ok(label.endsWith(`, coefficient of variation ${cells[at]}`), `${label}: ${cells[at]}`));
  } finally {
    await app.close();
  }
});

test('in Persian on a phone, the figures are there and nothing overflows the page', { timeout: 240_000 }, async (t) => {
  const app = await openApp({ language: 'fa-IR', viewport: { width: 390, height: 844 } });
  const { page } = app;
  try {
    await plans.openSample(page, samples['fa-IR']);
    await app.step(t, 'سه پیشنهاد', async () => {
      await page.getByRole('button', { name: 'سه پیشنهاد' }).click();
      await found(page);
      assert.match(await table(page).textContent(), /توازن بیشتر.*فشردگی بیشتر.*کمترین جابه‌جایی/s);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'only the table scrolls sideways');
    });
    await app.step(t, 'لبه‌ای که جدول از آن فراتر می‌رود در سایه است', async () => {
      const region = page.locator('.table-scroll', { has: table(page) });
      await region.scrollIntoViewIfNeeded();
      const box = await region.boundingBox();
      // What the edge looks like beside what it would without any shade.
      const isShaded = async (x) => {
        const edge = { clip: { x, y: box.y, width: 3, height: 40 }, animations: 'disabled' };
        const seen = await page.screenshot(edge);
        await region.evaluate((element) => { element.style.background = 'none'; });
        const plain = await page.screenshot(edge);
        await region.evaluate((element) => { element.style.background = ''; });
        return !seen.equals(plain);
      };
      const edges = async () => [await isShaded(box.x + 1), await isShaded(box.x + box.width - 4)];
      assert.deepEqual(await edges(), [true, false], 'the table goes on to the left');
      await region.evaluate((element) => { element.scrollLeft = -element.scrollWidth; });
      assert.deepEqual(await edges(), [false, true], 'and has come to its end there');
    });
  } finally {
    await app.close();
  }
});
