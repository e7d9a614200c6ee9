// The main job from an empty browser to a finished division: bring customers in, balance, correct by hand, keep.
import assert from 'node:assert/strict';
import test from 'node:test';
import { openApp } from './support/app.mjs';
import { archiveEntries, customers, file, parseCsv, table } from './support/data.mjs';
import { balance, customerTable, download, frame, plans, territories, wizard } from './support/pages.mjs';

const sum = (counts) => Object.values(counts).reduce((all, count) => all + count, 0);

test('5,000 customers become 25 even territories that are kept, corrected and handed out', { timeout: 150_000 }, async (t) => {
  const app = await openApp();
  const { page } = app;
  let balanced;
  let corrected;
  try {
    await app.step(t, 'a list of 5,000 customers comes in', async () => {
      await plans.create(page, 'Germany');
      const said = await wizard.bring(page, file('customers.csv', table(customers(5_000))));
      assert.equal(said, '5,000 rows: 5,000 new.');
      await page.getByText('5,000 customers added.').waitFor();
      await frame.saved(page);
    });

    await app.step(t, 'they are balanced within tolerance', async () => {
      await balance.open(page);
      await balance.measures(page, { Potential: 10, Workload: 10 });
      await balance.territories(page, 25);
      await balance.start(page);
      const said = await balance.result(page, { timeout: 90_000 });
      assert.match(said, /Every territory is within tolerance\./);
      await balance.show(page);
      await page.waitForSelector('.territories-grid');
      balanced = await territories.counts(page);
      assert.equal(Object.keys(balanced).length, 25);
      assert.equal(sum(balanced), 5_000);
      assert.deepEqual(await frame.scenarioNames(page), ['Today', 'Balanced']);
      // Potential and workload are the second and fourth measure; none may bear the mark of being outside.
      assert.equal(await page.locator('.territory-table .figure-button.warn').count(), 0);
    });

    await app.step(t, 'ten are moved by hand, taken back and moved again', async () => {
      await page.getByRole('tab', { name: 'By customer' }).click();
      await customerTable.filter(page, 'In “Territory 1”');
      const rows = customerTable.rows(page);
      await rows.nth(0).click();
      await rows.nth(9).click({ modifiers: ['Shift'] });
      await page.locator('.selection-bar').getByText('10 selected').waitFor();
      await customerTable.moveSelectionTo(page, 'Territory 2');
      corrected = await territories.counts(page);
      assert.equal(corrected['Territory 1'], balanced['Territory 1'] - 10);
      assert.equal(corrected['Territory 2'], balanced['Territory 2'] + 10);
      assert.equal(sum(corrected), 5_000);
      await frame.undo(page);
      assert.deepEqual(await territories.counts(page), balanced);
      await frame.redo(page);
      assert.deepEqual(await territories.counts(page), corrected);
    });

    await app.step(t, 'after the page is loaded anew all is there', async () => {
      await frame.saved(page);
      await page.reload();
      await page.waitForSelector('.territories-grid');
      await page.locator('.scenario-tabs [role="tab"][aria-selected="true"]', { hasText: 'Balanced' }).waitFor();
      assert.deepEqual(await territories.counts(page), corrected);
    });

    await app.step(t, 'the customers are written as CSV, XLSX and GeoJSON', async () => {
      await frame.go(page, 'Customers');
      const written = async (kind) => download(page, async () => {
        await page.getByRole('button', { name: 'Export', exact: true }).click();
        await page.getByRole('menuitem', { name: kind, exact: true }).click();
      });
      const csv = await written('CSV');
      assert.match(csv.name, /\.csv$/);
      assert.deepEqual([...csv.bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
      const rows = parseCsv(csv.bytes.subarray(3).toString());
      assert.equal(rows.length, 5_001);
      const column = rows[0].indexOf('Territory');
      assert.ok(column > 0, `there is a column of territories: ${rows[0]}`);
      const counts = {};
      for (const row of rows.slice(1)) counts[row[column]] = (counts[row[column]] ?? 0) + 1;
      assert.deepEqual(counts, Object.fromEntries(Object.entries(corrected).filter(([, count]) => count > 0)));

      const xlsx = await written('Excel (XLSX)');
      const entries = archiveEntries(xlsx.bytes);
      assert.ok(entries.includes('xl/workbook.xml') && entries.some((name) => name.startsWith('xl/worksheets/')), entries.join());
      assert.ok(xlsx.bytes.length > 100_000);

      const map = JSON.parse((await written('GeoJSON, for maps')).bytes.toString());
      assert.equal(map.type, 'FeatureCollection');
      assert.equal(map.features.length, 5_000);
      assert.ok(map.features.every(({ geometry }) => geometry.type === 'Point' && geometry.coordinates[0] > 5 && geometry.coordinates[1] > 46));
    });

    await app.step(t, 'a saved file brings the plan back after it was deleted', async () => {
      await frame.go(page, 'Territories');
      const before = await territories.figures(page);
      const saved = await download(page, () => page.keyboard.press('Control+s'));
      assert.equal(saved.name, 'Germany.qalamro');
      await page.getByRole('link', { name: 'Qalamro' }).click();
      await page.getByRole('button', { name: 'Delete plan “Germany”' }).click();
      await page.getByRole('button', { name: 'Delete', exact: true }).click();
      await page.getByRole('heading', { name: 'No plans yet' }).waitFor();
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Open a file…' }).click()]);
      await chooser.setFiles(file(saved.name, saved.bytes, 'application/json'));
      await page.waitForSelector('.territories-grid');
      await page.locator('.scenario-tabs [role="tab"][aria-selected="true"]', { hasText: 'Balanced' }).waitFor();
      assert.deepEqual(await territories.figures(page), before);
      await frame.saved(page);
    });
  } finally {
    await app.close();
  }
});
