// What is in sight: customers far off and many that moved do not spoil the map, all provinces are in the simple map,
// hundreds of territories are searched and scrolled, headings are whole, and figures explain themselves.
import assert from 'node:assert/strict';
import test from 'node:test';
import { openApp } from './support/app.mjs';
import { customers, file, header, table } from './support/data.mjs';
import { balance, frame, plans, wizard } from './support/pages.mjs';

const head = [...header, 'territory'];
const ofTerritories = (count, rows) => rows.map((cells, index) => [...cells, `Land ${(index % count) + 1}`]);

async function planOf(page, name, count, rows) {
  await plans.create(page, name);
  await wizard.bring(page, file(`${name}.csv`, table(ofTerritories(count, rows), { head })));
  await frame.go(page, 'Territories');
  await page.waitForSelector('.territories-grid');
}

test('one customer overseas does not shrink the map, and many that moved leave the colours in sight', { timeout: 120_000 }, async (t) => {
  const app = await openApp();
  const { page } = app;
  const overseas = customers(1)[0].with(0, 'X1').with(1, 'Overseas').with(2, '-33.9').with(3, '151.2').with(4, '');
  // How far apart the first and the last of what is drawn lie.
  const ink = () => page.locator('.map-canvas').evaluate((canvas) => {
    const { data, width, height } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const background = data.slice(0, 4).join();
    let [left, right] = [width, 0];
    for (let y = 0; y < height; y += 2) {
      for (let x = 0; x < width; x += 2) {
        const at = (y * width + x) * 4;
        if (data.slice(at, at + 4).join() !== background) [left, right] = [Math.min(left, x), Math.max(right, x)];
      }
    }
    return right - left;
  });
  try {
    await planOf(page, 'Far', 3, [...customers(300), overseas]);
    const all = page.getByRole('button', { name: '1 far off: show everything' });
    await app.step(t, 'it is told and shown when asked for', async () => {
      await all.waitFor();
      await page.waitForTimeout(500);
      const near = await ink();
      await all.click();
      await all.waitFor({ state: 'detached' });
      await page.waitForTimeout(500);
      const whole = await ink();
      assert.ok(whole > near * 1.2, `the customer overseas comes into sight: ${near}, ${whole}`);
      await page.getByRole('button', { name: 'Show everything', exact: true }).click();
      await all.waitFor();
      await page.getByRole('button', { name: 'Show everything', exact: true }).click();
      await all.waitFor({ state: 'detached' });
    });
    await app.step(t, 'after a large change the legend says why there are no rings', async () => {
      await balance.open(page);
      await balance.start(page);
      await balance.result(page);
      await balance.show(page);
      await page.locator('.map-legend-many', { hasText: /^No rings: \d+ have another territory than today$/ }).waitFor();
      assert.equal(await page.locator('.map-mark.moved').count(), 0);
    });
  } finally {
    await app.close();
  }
});

test('the simple map of Iran is whole at 1366 by 768', { timeout: 60_000 }, async () => {
  const app = await openApp({ language: 'fa-IR' });
  const { page } = app;
  try {
    await page.locator('.plan-open').first().click();
    await page.waitForSelector('.territories-grid');
    await page.getByRole('button', { name: 'نقشهٔ سادهٔ استان‌ها' }).click();
    await page.locator('.map-tile').nth(30).waitFor();
    const legend = await page.locator('.map-legend').boundingBox();
    for (const tile of await page.locator('.map-tile').all()) {
      const box = await tile.boundingBox();
      assert.ok(box.y + box.height <= legend.y + 0.5, `${await tile.getAttribute('id')} ends at ${box.y + box.height}, the legend begins at ${legend.y}`);
      assert.ok(await tile.evaluate((element) => element.scrollHeight <= element.clientHeight + 1), 'what a tile holds fits');
    }
  } finally {
    await app.close();
  }
});

test('two hundred territories are searched and scrolled, and their figures explain themselves', { timeout: 180_000 }, async (t) => {
  const app = await openApp();
  const { page } = app;
  const rows = page.locator('.territory-table tbody tr:not(.spacer)');
  const scroller = page.locator('.table-scroll', { has: page.locator('.territory-table') });
  try {
    await planOf(page, 'Hundreds', 200, customers(1_200));
    await app.step(t, 'only rows near those in sight are drawn, and the last one is reached', async () => {
      await rows.first().waitFor();
      assert.ok((await rows.count()) < 60, `${await rows.count()} rows`);
      const before = await scroller.evaluate((element) => element.scrollHeight);
      await scroller.evaluate((element) => element.scrollTo(0, element.scrollHeight));
      await rows.filter({ hasText: 'Land 200' }).waitFor();
      assert.equal(await rows.last().getAttribute('aria-rowindex'), '201');
      assert.ok(Math.abs((await scroller.evaluate((element) => element.scrollHeight)) - before) < 40, 'rows are as high as their places');
      const [name, frame] = [await rows.last().boundingBox(), await scroller.boundingBox()];
      assert.ok(name.y + name.height <= frame.y + frame.height + 1);
    });
    await app.step(t, 'a search finds by name and tells how many', async () => {
      await page.getByRole('searchbox', { name: 'Search territories' }).fill('land 19');
      await page.getByText('12 of 200 territories').waitFor();
      assert.equal(await rows.count(), 12);
      await page.getByRole('searchbox', { name: 'Search territories' }).fill('nowhere');
      await page.getByText('No territory and no seller by these words.').waitFor();
      await page.getByRole('searchbox', { name: 'Search territories' }).fill('land 7');
    });
    await app.step(t, 'dispersion explains itself', async () => {
      await rows.first().getByTitle(/^Dispersion: Land 7/).click();
      await page.getByRole('dialog', { name: /^Dispersion: .?Land 7/ }).getByText('÷ their number').waitFor();
      await page.keyboard.press('Escape');
    });
    await app.step(t, 'what is kept and what moves explain themselves', async () => {
      await page.getByRole('button', { name: 'New scenario…' }).click();
      await page.getByRole('dialog').locator('.button.main').click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      for (const [title, words] of [[/^Sales kept: Land 7/, '100%'], [/^Moved in \/ out: Land 7/, 'In: 0. Out: 0.']]) {
        await rows.first().getByTitle(title).click();
        await page.getByRole('dialog', { name: new RegExp(title.source.replace('Land', '.?Land')) }).getByText(words).first().waitFor();
        await page.keyboard.press('Escape');
      }
    });
    await app.step(t, 'the totals of the plan explain themselves', async () => {
      await frame.go(page, 'Plan');
      await page.getByRole('button', { name: /^[\d,]+ hours a year$/ }).click();
      await page.getByRole('dialog', { name: 'Total: Workload' }).getByText(/1,200 of 1,200/).waitFor();
      await page.keyboard.press('Escape');
    });
  } finally {
    await app.close();
  }
});

test('headings of the table of customers are whole at 1366 pixels', { timeout: 60_000 }, async () => {
  const app = await openApp();
  const { page } = app;
  try {
    await plans.openSample(page, /Food distributor in Iran/);
    await frame.go(page, 'Customers');
    await page.locator('.table-title').first().waitFor();
    const cut = await page.locator('.table-title').evaluateAll((titles) =>
      titles.filter((title) => title.scrollHeight > title.clientHeight + 1 || title.scrollWidth > title.clientWidth + 1).map((title) => title.textContent));
    assert.deepEqual(cut, []);
    assert.ok(await page.locator('.table-title', { hasText: 'Potential (million Toman)' }).count(), 'the longest unit is shown');
  } finally {
    await app.close();
  }
});

test('of many scenarios the one in sight keeps its whole name at 1366 pixels', { timeout: 60_000 }, async () => {
  const app = await openApp();
  const { page } = app;
  try {
    await plans.openSample(page, /Food distributor in Iran/);
    for (const name of ['Balanced by workload', 'At most 5 % of sales', 'Compact territories first']) {
      await page.locator('.scenario-tabs').getByRole('button', { name: 'New scenario' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox').first().fill(name);
      await dialog.getByRole('button', { name: 'Create', exact: true }).click();
      await dialog.waitFor({ state: 'detached' });
    }
    const tabs = page.locator('.scenario-tabs').getByRole('tab');
    for (let at = 0; at < 4; at += 1) {
      await tabs.nth(at).click();
      await page.waitForFunction(() => {
        const [tab, list] = ['.scenario-tabs [aria-selected="true"]', '.scenario-tabs [role="tablist"]'].map((part) => document.querySelector(part));
        const [own, all] = [tab.getBoundingClientRect(), list.getBoundingClientRect()];
        return own.left >= all.left - 1 && own.right <= all.right + 1 && tab.scrollWidth <= tab.clientWidth;
      });
    }
  } finally {
    await app.close();
  }
});
