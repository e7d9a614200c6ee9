// Pay: a plan is begun from a template, its reading is asked, a broken row is told beside the row, and pay is seen as an
// answer, a curve, statements that unfold to their inputs, files, and two plans compared.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { openApp } from './support/app.mjs';
import { frame, plans } from './support/pages.mjs';

const plain = (text) => text.replace(/[\u2066-\u2069]/g, '').trim();
const dialog = (page) => page.getByRole('dialog');
/** What axe finds on the screen of the moment against WCAG 2.2 AA. */
const violations = async (page) => {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
};
const answer = async (page) => plain(await page.locator('.answer h1').textContent());

test('pay plans are made, asked about, reckoned and compared', { timeout: 180_000 }, async (t) => {
  const app = await openApp({ language: 'en-US' });
  const { page } = app;
  try {
    await plans.openSample(page, /Medical devices in the United States/);
    await frame.go(page, 'Quotas');
    await page.getByRole('button', { name: 'Set the target…' }).click();
    await dialog(page).locator('.button.main').click();
    await page.getByRole('treegrid').waitFor();
    await frame.go(page, 'Pay');
    await app.step(t, 'a tiered plan is begun, and its reading is asked and never chosen beforehand', async () => {
      await page.getByRole('listitem').filter({ hasText: 'Tiered commission from a floor' }).getByRole('button').click();
      const readings = dialog(page).getByRole('radio');
      assert.equal(await readings.count(), 4);
      for (const reading of await readings.all()) assert.equal(await reading.isChecked(), false);
      assert.match(plain(await dialog(page).textContent()), /Say how the table is read/);
      // Each reading of the period is shown with what it would pay; a single sale has no attainment.
      const said = await dialog(page).locator('.pay-reading').allTextContents();
      assert.deepEqual(said.map((words) => /pays \$[\d,]+/.test(words)), [true, true, false, false]);
      const [marginal, retroactive] = said.map((words) => words.match(/pays \$([\d,.]+)/)?.[1]);
      assert.notEqual(marginal, retroactive);
      assert.deepEqual(await violations(page), []);
    });
    await app.step(t, 'a row that does not rise is told beside that row, and a negative rate is not taken', async () => {
      await dialog(page).getByLabel('Row 3: from, percent of the quota').fill('60');
      const row = dialog(page).locator('.pay-row').nth(2);
      assert.match(plain(await row.textContent()), /It begins at 60%, but the row before begins at 85%/);
      await row.getByLabel('Rate, percent').fill('-2');
      await dialog(page).getByRole('button', { name: 'Save the plan' }).click();
      assert.match(await dialog(page).getByRole('alert').textContent(), /Some fields are wrong/);
      await row.getByLabel('Rate, percent').fill('2');
      await dialog(page).getByLabel('Row 3: from, percent of the quota').fill('100');
      assert.equal(plain(await row.locator('.pay-findings').textContent()), '');
    });
    await app.step(t, 'once read, the jumps are told, and the plan answers what pay costs', async () => {
      await dialog(page).getByRole('radio', { name: /All at the reached rate/ }).check();
      assert.match(plain(await dialog(page).textContent()), /Commission: at 100% from \$[\d,]+ to \$[\d,]+/);
      await dialog(page).getByRole('button', { name: 'Save the plan' }).click();
      await dialog(page).waitFor({ state: 'detached' });
      assert.match(await answer(page), /On target, pay costs \$[\d,]+ in the planned year: 2% of sales\./);
      // Three open ends and three closed ones, on their grounds.
      await page.locator('.figure-drawing circle').first().waitFor();
      assert.equal(await page.locator('.figure-drawing circle').count(), 9);
      await page.getByRole('button', { name: 'What to do with this chart' }).first().click();
      await page.getByRole('menuitem', { name: 'Show as a table' }).click();
      await page.locator('.figure-table', { hasText: /Just below 100%/ }).waitFor();
      assert.deepEqual(await violations(page), []);
    });
    await app.step(t, 'a second plan joins, is not taken under a name that is there, and who is on it is undone', async () => {
      await page.getByRole('button', { name: 'New pay plan…' }).click();
      await dialog(page).getByRole('listitem').filter({ hasText: 'Target with accelerator' }).getByRole('button').click();
      await dialog(page).getByLabel('Name of the plan').fill('Tiered commission from a floor');
      await dialog(page).getByRole('button', { name: 'Save the plan' }).click();
      assert.match(await dialog(page).getByRole('alert').textContent(), /This name is taken already/);
      assert.match(plain(await dialog(page).textContent()), /On-target earnings of a year: \$[\d,]+, of which 67% fixed and 33% variable/);
      await dialog(page).getByLabel('Name of the plan').fill('Accelerated');
      await dialog(page).getByRole('button', { name: 'Save the plan' }).click();
      await dialog(page).waitFor({ state: 'detached' });
      const before = await answer(page);
      await page.getByLabel('Usual plan').selectOption('Accelerated');
      await page.waitForFunction((before) => document.querySelector('.answer h1').textContent !== before, before);
      assert.notEqual(await answer(page), before);
      await page.keyboard.press('Control+z');
      await page.waitForFunction((before) => document.querySelector('.answer h1').textContent === before, before);
    });
    await app.step(t, 'a statement unfolds to its inputs and sums to its total', async () => {
      await page.getByRole('tab', { name: 'Statements' }).click();
      assert.match(plain(await page.locator('#pay-panel').textContent()), /taken as if today's sellers had held them all that year/);
      await page.getByLabel('Reckoned from').selectOption('planned');
      await page.getByLabel('Attainment of all, percent').fill('110');
      const statement = page.locator('.pay-statement').first();
      await statement.locator('summary', { hasText: 'Commission' }).click();
      const words = plain(await statement.textContent());
      assert.match(words, /Attainment\s*110%/, 'rounded for the eye, though amounts are whole units');
      assert.match(words, /Rate\s*2%/);
      const amounts = await statement.locator('.pay-lines > details > summary > .number').allTextContents();
      const number = (text) => Number(plain(text).replaceAll(',', ''));
      const total = number(await statement.locator('.pay-total.whole dd').textContent());
      assert.ok(Math.abs(amounts.map(number).reduce((sum, amount) => sum + amount, 0) - total) <= 1, `${amounts} ${total}`);
      assert.deepEqual(await violations(page), []);
      await page.getByLabel('Attainment of all, percent').fill('lots');
      assert.match(await page.locator('#pay-panel').textContent(), /Type a percentage from 0 to 1,000/);
      await page.getByLabel('Attainment of all, percent').fill('100');
    });
    await app.step(t, 'on paper a statement of the planned year says that it is one', async () => {
      await page.emulateMedia({ media: 'print' });
      const basis = page.locator('.pay-statement .pay-basis').first();
      assert.ok(await basis.isVisible());
      assert.match(plain(await basis.textContent()), /^Reckoned from the planned year, taken as if every goal were attained at 100%/);
      await page.emulateMedia({ media: 'screen' });
    });
    await app.step(t, 'all sellers go to a file', async () => {
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'All sellers as CSV' }).click()]);
      const text = await readFile(await file.path(), 'utf8');
      assert.match(text, /Seller,Role,Plan,Period,Unit,Level,Line,Amount,From/);
      assert.ok(text.split('\n').length > 10 * 12 * 2, 'every seller, month and line');
      const [book] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'All sellers as XLSX' }).click()]);
      assert.match(book.suggestedFilename(), /Pay statements\.xlsx$/);
      const checked = async (name) => {
        await page.getByRole('button', { name: 'To reckon again outside' }).click();
        const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name }).click()]);
        return readFile(await file.path(), 'utf8');
      };
      assert.equal(JSON.parse(await checked('Rules as JSON')).assignments.length, 10);
      assert.match(await checked('Results as CSV'), /seller,month,active_share,quota_sales/);
    });
    await app.step(t, 'plans go to a file with their rules, and curves with every point', async () => {
      await page.getByRole('tab', { name: 'Pay plans' }).click();
      const chosen = async (name) => {
        await page.getByRole('button', { name: 'Export pay plans' }).click();
        const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name }).click()]);
        return file;
      };
      const rules = await readFile(await (await chosen('Rules of the plans to CSV')).path(), 'utf8');
      assert.match(rules, /Tiered commission from a floor,Commission,Row 3,from 100%: 2%,100,percent,2,percent/);
      const curves = await readFile(await (await chosen('Pay over attainment to CSV')).path(), 'utf8');
      assert.ok(curves.split('\n').length > 9);
      assert.match((await chosen('Plans and curves to XLSX')).suggestedFilename(), /Pay plans\.xlsx$/);
    });
    await app.step(t, 'two plans are compared on the sales of last year', async () => {
      await page.getByRole('tab', { name: 'Compare' }).click();
      assert.match(plain(await page.locator('#pay-panel .capacity-answer').textContent()), /“?Accelerated”? pays \$[\d,]+ more than Tiered commission from a floor on the sales of \d{4}/);
      assert.equal(await page.locator('.capacity-table tbody tr').count(), 10);
      const number = (text) => Number(plain(text).replaceAll(',', '').replace('−', '-').replace('+', ''));
      assert.deepEqual(await violations(page), []);
      const columns = await page.locator('.capacity-table tbody tr').evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));
      const total = await page.locator('.capacity-table tfoot td').allTextContents();
      for (const column of [1, 2, 3]) {
        const sum = columns.reduce((sum, row) => sum + number(row[column]), 0);
        assert.ok(Math.abs(sum - number(total[column - 1])) <= 5, `${column}: ${sum} ${total[column - 1]}`);
      }
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Comparison as CSV' }).click()]);
      assert.equal((await readFile(await file.path(), 'utf8')).trim().split('\n').length, 12, 'a heading, ten sellers and the total');
    });
    await app.step(t, 'a removed plan is gone, told in the log and undone', async () => {
      await page.getByRole('tab', { name: 'Pay plans' }).click();
      await page.getByRole('button', { name: 'Actions for Accelerated' }).click();
      await page.getByRole('menuitem', { name: 'Delete' }).click();
      await page.getByRole('button', { name: 'Accelerated', exact: true }).waitFor({ state: 'detached' });
      await page.keyboard.press('Control+z');
      await page.getByRole('button', { name: 'Accelerated', exact: true }).waitFor();
    });
  } finally {
    await app.close();
  }
});
