// The territories page: its pictures as files, its legend, its charts, its tables by keyboard, and the page before
// there is any territory.
import assert from 'node:assert/strict';
import test from 'node:test';
import { openApp } from './support/app.mjs';
import { customers, file, header, table } from './support/data.mjs';
import { balance, download, frame, plans, territories, wizard } from './support/pages.mjs';

/** Width, height and kind of a PNG; fails on anything else. */
function png(bytes) {
  assert.equal(bytes.subarray(0, 8).toString('latin1'), '\x89PNG\r\n\x1a\n');
  assert.equal(bytes.subarray(12, 16).toString(), 'IHDR');
  assert.equal(bytes.subarray(-8, -4).toString(), 'IEND');
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** Width and height that an SVG says it has. */
function svg(bytes) {
  const [, width, height] = /<svg [^>]*?width="([\d.]+)" height="([\d.]+)"/.exec(bytes.toString());
  return { width: Number(width), height: Number(height) };
}

const ofTerritories = (count, rows = customers(400)) =>
  rows.map((cells, index) => [...cells, `Land ${(index % count) + 1}`]);
const head = [...header, 'territory'];

async function planOf(page, name, count, rows) {
  await plans.create(page, name);
  await wizard.bring(page, file(`${name}.csv`, table(ofTerritories(count, rows), { head })));
  await frame.go(page, 'Territories');
  await page.waitForSelector('.territories-grid');
}

test('pictures of the map and of a chart are files of the size shown', { timeout: 90_000 }, async (t) => {
  const app = await openApp();
  const { page } = app;
  try {
    await planOf(page, 'Pictures', 6);
    await app.step(t, 'the map', async () => {
      await page.getByRole('button', { name: 'Map settings' }).click();
      const vector = await download(page, () => page.getByRole('button', { name: 'Save map as SVG' }).click());
      const raster = await download(page, () => page.getByRole('button', { name: 'Save map as PNG' }).click());
      assert.match(raster.name, /\.png$/);
      const [shown, size] = [svg(vector.bytes), png(raster.bytes)];
      assert.deepEqual(size, { width: Math.ceil(shown.width * 2), height: Math.ceil(shown.height * 2) });
      const stage = await page.locator('.map-stage').boundingBox();
      assert.ok(Math.abs(shown.width - stage.width) < 1 && shown.height > stage.height, 'as wide as on screen, with title and legend');
      await page.keyboard.press('Escape');
    });
    await app.step(t, 'a chart', async () => {
      const menu = page.getByRole('button', { name: 'What to do with this chart' }).first();
      await menu.click();
      const vector = await download(page, () => page.getByRole('menuitem', { name: 'Save as SVG' }).click());
      await menu.click();
      const raster = await download(page, () => page.getByRole('menuitem', { name: 'Save as PNG' }).click());
      const [shown, size] = [svg(vector.bytes), png(raster.bytes)];
      assert.deepEqual(size, { width: shown.width * 2, height: shown.height * 2 });
      const drawn = await page.locator('.figure-drawing:visible svg').first().boundingBox();
      assert.ok(Math.abs(shown.width - drawn.width - 32) < 1 && shown.height > drawn.height + 80, 'the drawing of the screen within a frame');
      assert.match(vector.name, /^Pictures – Today – Potential.*\.svg$/);
      const words = vector.bytes.toString().replace(/<title>.*?<\/title>/, '').replace(/[\u2066-\u2069\u200e]/g, '');
      for (const said of [/>Potential[^<]*<\/text>/, /of 6 within ±10%/, /Share of the fair target/, />Pictures · Today<\/text>/]) assert.match(words, said);
    });
  } finally {
    await app.close();
  }
});

for (const [language, viewport] of [['en-US', { width: 1366, height: 768 }], ['en-US', { width: 390, height: 844 }]]) {
  test(`forty territories are read and reached at ${viewport.width} pixels`, { timeout: 120_000 }, async (t) => {
    const app = await openApp({ language, viewport });
    const { page } = app;
    try {
      await planOf(page, 'Many', 40);
      await app.step(t, 'names of the chart are at least 11 pixels and its rows at least 24', async () => {
        const seen = await page.locator('.measure-figure.current').evaluate((figure) => {
          const drawing = figure.querySelector('.figure-drawing svg');
          const scale = drawing.getBoundingClientRect().width / Number(drawing.getAttribute('width'));
          return {
            sizes: [...drawing.querySelectorAll('text')].map((text) => Number.parseFloat(getComputedStyle(text).fontSize) * scale),
            rows: [...figure.querySelectorAll('.chart-row')].map((row) => row.getBoundingClientRect().height),
          };
        });
        assert.equal(seen.rows.length, 40);
        assert.ok(seen.sizes.length > 40);
        assert.ok(Math.min(...seen.sizes) >= 11, `${Math.min(...seen.sizes)}`);
        assert.ok(Math.min(...seen.rows) >= 23.9, `${Math.min(...seen.rows)}`);
      });
      await app.step(t, 'the second measure is at hand', async () => {
        if (viewport.width < 861) {
          assert.equal(await page.locator('.measure-figure:visible').count(), 2);
          return;
        }
        const tab = page.locator('.measure-tab').nth(1);
        const box = await tab.boundingBox();
        assert.ok(box.y + box.height < viewport.height, 'without scrolling');
        await tab.click();
        await page.locator('.measure-figure.current h3', { hasText: 'Workload' }).waitFor();
        assert.equal(await page.locator('.measure-figure:visible').count(), 1);
      });
      await app.step(t, 'the legend says that it goes on, is searched and folded', async () => {
        const list = page.locator('.map-legend-list');
        await page.locator('.map-legend-list.has-below').waitFor();
        await list.evaluate((element) => element.scrollTo(0, element.scrollHeight));
        await page.locator('.map-legend-list.has-above:not(.has-below)').waitFor();
        await page.getByRole('searchbox', { name: 'Find a territory' }).fill('land 37');
        assert.equal(await list.locator('li').count(), 1);
        const fold = page.locator('.map-legend-head');
        const before = await page.locator('.map-legend').boundingBox();
        await fold.click();
        assert.equal(await fold.getAttribute('aria-expanded'), 'false');
        assert.equal(await list.isVisible(), false);
        const after = await page.locator('.map-legend').boundingBox();
        assert.ok(after.height < before.height);
        await fold.click();
      });
      await app.step(t, 'new colours are one step, and undone', async () => {
        const colours = () => page.locator('.territory-table .swatch').evaluateAll((swatches) => swatches.map((swatch) => swatch.style.backgroundColor));
        const before = await colours();
        assert.ok(new Set(before).size >= 18, `${new Set(before).size} colours for territories that all meet each other`);
        await page.getByRole('button', { name: 'Map settings' }).click();
        await page.getByRole('button', { name: 'Give the territories new colours' }).click();
        await page.getByRole('button', { name: /^Undo: Territories coloured anew/ }).waitFor();
        assert.ok(new Set(await colours()).size >= 18);
        await page.keyboard.press('Escape');
        await frame.undo(page);
        await page.getByRole('button', { name: /^Undo: Imported/ }).waitFor();
        assert.deepEqual(await colours(), before);
      });
      await app.step(t, 'names stay in sight while a wide table scrolls', async () => {
        const name = page.locator('.territory-table tbody th').first();
        const scroller = page.locator('.table-scroll', { has: page.locator('.territory-table') });
        await scroller.evaluate((element) => element.scrollTo(400, 0));
        const [cell, frame] = [await name.boundingBox(), await scroller.boundingBox()];
        assert.ok(Math.abs(cell.x - frame.x) < 2);
      });
      await app.step(t, 'the tables are tabs', async () => {
        const tabs = page.getByRole('tablist', { name: 'Tables' });
        await tabs.getByRole('tab', { name: 'By territory' }).focus();
        await page.keyboard.press('ArrowRight');
        const second = tabs.getByRole('tab', { name: 'By area' });
        assert.equal(await second.getAttribute('aria-selected'), 'true');
        assert.equal(await second.evaluate((tab) => tab === document.activeElement), true);
        assert.deepEqual(await tabs.getByRole('tab').evaluateAll((all) => all.map((tab) => tab.tabIndex)), [-1, 0, -1]);
        const panel = page.locator(`#${await second.getAttribute('aria-controls')}`);
        assert.equal(await panel.getAttribute('aria-labelledby'), await second.getAttribute('id'));
        await page.keyboard.press('Home');
        await page.locator('.territory-table').waitFor();
      });
    } finally {
      await app.close();
    }
  });
}

test('before there is any territory the map stands alone and a first one can be added', { timeout: 60_000 }, async () => {
  const app = await openApp();
  const { page } = app;
  try {
    await plans.create(page, 'Bare');
    await wizard.bring(page, file('bare.csv', table(customers(60))));
    await frame.go(page, 'Territories');
    await page.locator('.territories-grid.map-alone .map-stage').waitFor();
    assert.equal(await page.locator('.figure').count(), 0);
    assert.match(await page.locator('.answer h1').textContent(), /60 customers/);
    await page.locator('.map-legend-entry', { hasText: 'No territory' }).waitFor();
    assert.equal(await page.locator('.territory-table tbody tr').count(), 0);
    await page.getByText('No territories yet. Balance the customers into some, or add one by hand.').waitFor();
    await page.getByRole('button', { name: 'Add territory' }).click();
    await page.locator('.territory-table tbody tr').waitFor();
    await page.locator('.territories-grid:not(.map-alone)').waitFor();
    assert.equal(await page.getByText('No territories yet.').count(), 0);
    await frame.undo(page);
    await page.locator('.territories-grid.map-alone').waitFor();
  } finally {
    await app.close();
  }
});

test('a customer added with a territory is one step of undo', { timeout: 60_000 }, async () => {
  const app = await openApp();
  const { page } = app;
  try {
    await planOf(page, 'Steps', 3, customers(30));
    const before = await territories.counts(page);
    await frame.go(page, 'Customers');
    await page.getByRole('button', { name: 'Add customer' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill('Newcomer');
    await dialog.getByLabel(/^Territory/).selectOption({ label: 'Land 2' });
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await frame.go(page, 'Territories');
    assert.equal((await territories.counts(page))['Land 2'], before['Land 2'] + 1);
    await frame.undo(page);
    await page.waitForFunction(() => document.querySelector('.territory-table'));
    assert.deepEqual(await territories.counts(page), before);
    assert.match(await page.getByRole('button', { name: /^Undo/ }).getAttribute('title'), /Imported/);
  } finally {
    await app.close();
  }
});

test('a seller added with territories is one step of undo', { timeout: 60_000 }, async () => {
  const app = await openApp();
  const { page } = app;
  try {
    await planOf(page, 'Team', 3, customers(30));
    await frame.go(page, 'Plan');
    await page.getByRole('tab', { name: 'Team', exact: true }).click();
    await page.getByRole('button', { name: 'Add a seller…' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill('Rosa');
    await dialog.getByRole('checkbox', { name: /Land 1/ }).check();
    await dialog.getByRole('checkbox', { name: /Land 3/ }).check();
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await frame.go(page, 'Territories');
    // The table follows a change in a task of its own.
    const sellersAre = (sellers) => page.waitForFunction((sellers) => {
      const cells = [...document.querySelectorAll('.territory-table tbody tr td:nth-child(2)')].map((cell) => cell.textContent);
      return JSON.stringify(cells) === sellers;
    }, JSON.stringify(sellers));
    await sellersAre(['Rosa', 'vacant', 'Rosa']);
    await page.getByRole('button', { name: /^Undo: Seller “.Rosa.” added/ }).click();
    await page.getByRole('button', { name: /^Undo: Imported/ }).waitFor();
    await sellersAre(['vacant', 'vacant', 'vacant']);
  } finally {
    await app.close();
  }
});

test('nothing is said to change hands when there was no assignment before', { timeout: 90_000 }, async () => {
  const app = await openApp();
  const { page } = app;
  try {
    await plans.create(page, 'Fresh');
    await wizard.bring(page, file('fresh.csv', table(customers(200))));
    await balance.open(page);
    await balance.territories(page, 4);
    await balance.start(page);
    await balance.result(page);
    await balance.show(page);
    await page.waitForSelector('.territory-table tbody tr');
    const moved = await page.locator('.territory-table tbody tr').evaluateAll((rows) => rows.map((row) => row.querySelectorAll('td')[7].textContent));
    assert.deepEqual([...new Set(moved)], ['—']);
    assert.match(await page.locator('.measure-figure.current, .measure-figure').first().textContent(), /today has no territories to set beside it/);
    assert.doesNotMatch(await page.locator('.map-legend').textContent(), /another? territory than today/);
    await page.getByRole('button', { name: 'More ways to search' }).click();
    await page.getByRole('menuitem', { name: 'What change of hands buys' }).click();
    const curve = page.getByRole('dialog', { name: 'What change of hands buys' });
    await curve.getByText(/Today’s state has no territories.*make it today’s state/).waitFor();
    await curve.getByRole('button', { name: 'Make this today’s state' }).click();
    await curve.locator('.curve-point').first().waitFor({ timeout: 60_000 });
    await curve.getByRole('button', { name: 'Close' }).last().click();
    await curve.waitFor({ state: 'detached' });
    await frame.undo(page);
    await frame.go(page, 'Compare');
    assert.match(await page.locator('.answer h1').textContent(), /Balanced.*is the fairest: no territory is more than \d+% off its fair share\.$/);
    await page.getByText('There is no earlier assignment to compare with').waitFor();
    const row = page.locator('.matrix tr', { hasText: 'Share of sales that changes hands' });
    assert.deepEqual(await row.locator('td').allTextContents(), ['no earlier assignment', 'no earlier assignment']);
  } finally {
    await app.close();
  }
});

for (const language of ['fa-IR', 'en-US']) {
  test(`the top bar of a phone has two rows at most in ${language}`, { timeout: 60_000 }, async () => {
    const app = await openApp({ language, viewport: { width: 390, height: 844 } });
    const { page } = app;
    try {
      await page.locator('.plan-open').first().click();
      await page.waitForSelector('.territories-grid');
      await frame.saved(page);
      const rows = await page.locator('.topbar > *').evaluateAll((parts) => {
        const middles = parts.map((part) => part.getBoundingClientRect()).filter((box) => box.width > 0 && box.height > 0).map((box) => box.top + box.height / 2);
        return new Set(middles.map((middle) => Math.round(middle / 24))).size;
      });
      assert.ok(rows <= 2, `${rows} rows`);
      const brand = page.locator('.brand');
      assert.ok((await brand.getAttribute('aria-label')).length > 3);
    } finally {
      await app.close();
    }
  });
}

test('what came and what left stand on the sides that their heading names', { timeout: 90_000 }, async () => {
  const app = await openApp({ language: 'fa-IR' });
  const { page } = app;
  try {
    await page.locator('.plan-open').first().click();
    await page.waitForSelector('.territories-grid');
    await page.keyboard.press('Control+b');
    await page.getByRole('button', { name: 'متوازن کن' }).click();
    await page.getByRole('button', { name: 'دیدن نتیجه' }).click({ timeout: 60_000 });
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('.territory-table thead th', { hasText: 'آمده / رفته' }).waitFor();
    const column = (await page.locator('.territory-table thead th').allTextContents()).findIndex((heading) => heading.includes('آمده / رفته'));
    const cell = page.locator('.territory-table tbody tr').first().locator('th, td').nth(column).locator('bdi');
    await cell.nth(1).waitFor();
    assert.equal(await cell.count(), 2);
    const [came, left] = await cell.evaluateAll((numbers) => numbers.map((number) => number.getBoundingClientRect().left));
    assert.ok(came > left, `read from the right, who came (${came}) stands before who left (${left})`);
  } finally {
    await app.close();
  }
});

test('a long list of territories is searched, and messages keep to their corner', { timeout: 120_000 }, async (t) => {
  const app = await openApp();
  const { page } = app;
  try {
    await planOf(page, 'Long', 25);
    await app.step(t, 'the menu to move to is searched from the keyboard', async () => {
      await page.getByRole('tab', { name: 'By customer' }).click();
      await page.locator('#accounts .table-body [role=row]').first().click();
      await page.locator('.selection-bar').getByRole('button', { name: 'Move to', exact: true }).click();
      const field = page.locator('.selection-bar').getByRole('searchbox');
      await page.waitForFunction(() => document.activeElement?.classList.contains('menu-search'));
      await page.keyboard.type('land 17');
      assert.deepEqual(await page.locator('.selection-bar [role=menuitem]').allTextContents(), ['Land 17']);
      await page.keyboard.press('ArrowDown');
      assert.equal(await page.evaluate(() => document.activeElement.getAttribute('role')), 'menuitem');
      await field.focus();
      await page.keyboard.press('Enter');
      await field.waitFor({ state: 'detached' });
      await page.getByRole('button', { name: /^Undo: 1 customer.*Land 17/ }).waitFor();
    });
    await app.step(t, 'the message of a removal keeps to the corner, waits under the pointer and leaves', async () => {
      await page.locator('.selection-bar').getByRole('button', { name: 'Delete', exact: true }).click();
      const notice = page.locator('.notices .notice', { hasText: 'removed' });
      await notice.waitFor();
      const box = await notice.boundingBox();
      assert.ok(box.x < 20 && box.x + box.width < 345 && box.y + box.height > 740, JSON.stringify(box));
      await notice.hover();
      await page.waitForTimeout(6_500);
      assert.equal(await notice.count(), 1, 'it is read');
      await page.mouse.move(700, 300);
      await notice.waitFor({ state: 'detached', timeout: 8_000 });
      await frame.undo(page);
    });
    await app.step(t, 'over a dialog it can be seen and pressed', async () => {
      await page.getByRole('tab', { name: 'By customer' }).click();
      await page.locator('#accounts .table-body [role=row]').nth(1).click();
      await page.locator('.selection-bar').getByRole('button', { name: 'Delete', exact: true }).click();
      await page.locator('.notices .notice', { hasText: 'removed' }).waitFor();
      await balance.open(page);
      const notice = page.getByRole('dialog').locator('.notices .notice', { hasText: 'removed' });
      await notice.getByRole('button').click();
      await notice.waitFor({ state: 'detached' });
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    });
  } finally {
    await app.close();
  }
});
