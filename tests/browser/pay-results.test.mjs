// Actual results from a file: a template, problems by row and column, statements, an update, a comparison, undo; a plan with
// a bonus by quarter; and letters with a pay plan.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { openApp } from './support/app.mjs';
import { frame, plans } from './support/pages.mjs';

const plain = (text) => text.replace(/[\u2066-\u2069]/g, '').trim();
const dialog = (page) => page.getByRole('dialog');
const violations = async (page) => {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
};
const review = (page) => page.locator('.pay-results-review');
const bring = async (page, name, text) => {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.locator('.pay-results').getByRole('button', { name: 'Choose a file…' }).click()]);
  await chooser.setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await review(page).waitFor();
};

test('statements and comparisons go by the results of a file, and letters show what is paid', { timeout: 240_000 }, async (t) => {
  const app = await openApp({ language: 'en-US' });
  const { page } = app;
  try {
    await plans.openSample(page, /Medical devices in the United States/);
    await frame.go(page, 'Quotas');
    await page.getByRole('button', { name: 'Set the target…' }).click();
    await dialog(page).locator('.button.main').click();
    await page.getByRole('treegrid').waitFor();
    await frame.go(page, 'Pay');
    await page.getByRole('listitem').filter({ hasText: 'Commission with quarterly and yearly bonus' }).getByRole('button').click();
    await app.step(t, 'a part has a period of its own and may count only some sales', async () => {
      const bonus = dialog(page).getByRole('region', { name: 'Quarterly bonus' });
      assert.equal(await bonus.getByLabel('This part is paid').evaluate((select) => select.selectedOptions[0].textContent), 'Every quarter');
      const commission = dialog(page).getByRole('region', { name: 'Commission', exact: true });
      await commission.locator('summary', { hasText: 'Only some sales' }).click();
      await commission.getByLabel('Product line').fill('Implants');
      assert.match(plain(await commission.textContent()), /leave it out until the usual share of these sales is said/);
      await commission.getByLabel('Usual share of the results').fill('40');
      assert.doesNotMatch(plain(await commission.textContent()), /leave it out/);
      await commission.getByLabel('Product line').fill('');
      await commission.getByLabel('Usual share of the results').waitFor({ state: 'detached' });
      assert.deepEqual(await violations(page), []);
      await dialog(page).getByLabel('Name of the plan').fill('Three levels');
      await dialog(page).getByRole('button', { name: 'Save the plan' }).click();
      await dialog(page).waitFor({ state: 'detached' });
    });
    await page.getByRole('button', { name: 'New pay plan…' }).click();
    await dialog(page).getByRole('listitem').filter({ hasText: 'Simple percentage' }).getByRole('button').click();
    await dialog(page).getByRole('button', { name: 'Save the plan' }).click();
    await dialog(page).waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: 'Statements' }).click();
    await page.getByLabel('Reckoned from').selectOption('file');
    const names = await page.evaluate(() => document.querySelectorAll('#pay-seller option').length);
    assert.equal(names, 0, 'nobody is paid on results that are not there');
    await app.step(t, 'a template names every column', async () => {
      const [file] = await Promise.all([page.waitForEvent('download'), page.locator('.pay-results').getByRole('button', { name: 'Template' }).click()]);
      assert.match(file.suggestedFilename(), /Template for actual results\.xlsx$/);
      assert.ok((await readFile(await file.path())).length > 2_000);
    });
    await page.getByLabel('Reckoned from').selectOption('planned');
    await page.locator('#pay-seller option').first().waitFor({ state: 'attached' });
    const [one, two] = await page.locator('#pay-seller option').allTextContents().then((names) => names.map(plain));
    await page.getByLabel('Reckoned from').selectOption('file');
    const months = (seller, amount) => Array.from({ length: 3 }, (_, month) => `${seller},2025-0${month + 1},${amount},0,${amount / 2},Spring`);
    await app.step(t, 'what is wrong is told by row and column, and the rest can be taken', async () => {
      const rows = ['Seller,Month,Invoiced (USD),Discount,Collected,Campaign', ...months(one, 10_000), `${one},2025-13,5,,,`, 'Nobody Known,2025-01,5,,,', `${two},2025-01,-5,,,`, `${two},2025-01,1000,0,1000,`];
      await bring(page, 'results.csv', rows.join('\n'));
      const told = plain(await review(page).textContent());
      assert.match(told, /4 of 7 rows can be taken/);
      assert.match(told, /Row 5, column B \(Month\).*is no month of the plan/s);
      assert.match(told, /Row 6, column A \(Seller\).*Nobody in the team has the identifier or name “Nobody Known”/s);
      assert.match(told, /Row 7, column C \(Invoiced \(USD\)\).*is below zero/s);
      assert.deepEqual(await violations(page), []);
      await review(page).getByRole('button', { name: 'Take these rows' }).click();
      await review(page).waitFor({ state: 'detached' });
    });
    await app.step(t, 'statements are made of them and unfold, and what was read is shown', async () => {
      await page.locator('#pay-seller').selectOption({ label: one });
      const total = async () => plain(await page.locator('.pay-statement .pay-total.whole dd').first().textContent());
      assert.equal(await total(), '100');
      await page.locator('.pay-results-kept summary').click();
      const kept = plain(await page.locator('.pay-results-kept tbody tr').filter({ hasText: one }).first().textContent());
      assert.match(kept, /January 2025.*10,000.*5,000.*Spring/s);
      // Sales of three months of one seller against the planned quotas, which the file has none of.
      const attained = plain(await page.locator('.pay-attained').textContent());
      assert.match(attained, /What was attained in 2025/);
      assert.match(attained, /Sales: 0 of 2 sellers reached their quota and 0 at least 80 percent of it; together they brought [\d.]+% of their quotas/);
      await page.locator('.pay-attained summary').click();
      assert.equal(await page.locator('.pay-attained tbody tr').count(), 2);
      await page.locator('#pay-statement-period').selectOption({ label: 'March 2025' });
      assert.match(plain(await page.locator('.pay-statement').textContent()), /Quarterly bonus/);
    });
    await app.step(t, 'a second file, pasted, replaces the months it has', async () => {
      await page.getByLabel('Or paste a table with its column names').fill(`Seller\tMonth\tInvoiced (USD)\n${one}\t2025-01\t20000`);
      await page.getByRole('button', { name: 'Read what was pasted' }).click();
      await review(page).waitFor();
      assert.match(plain(await review(page).textContent()), /0 months of sellers are new, 1 replaces what was read before/);
      await review(page).getByRole('button', { name: 'Take these rows' }).click();
      await page.locator('#pay-statement-period').selectOption({ label: 'January 2025' });
      await page.waitForFunction(() => document.querySelector('.pay-statement .pay-total.whole dd')?.textContent.includes('200'));
    });
    await app.step(t, 'two plans are compared on the file', async () => {
      await page.getByRole('tab', { name: 'Compare' }).click();
      assert.match(plain(await page.locator('#pay-panel .capacity-answer').textContent()), /on the results of 2025/);
      assert.equal(await page.locator('.capacity-table tbody tr').count(), 2);
    });
    await app.step(t, 'chances are held against what was attained in fact', async () => {
      await frame.go(page, 'Quotas');
      await page.getByRole('tab', { name: 'Chance' }).click();
      await page.locator('.chance-in-fact').waitFor();
      assert.match(plain(await page.locator('.chance-in-fact').textContent()), /In fact, in 2025: Sales: 0 of 2 sellers reached their quota/);
      await frame.go(page, 'Pay');
    });
    await app.step(t, 'taking them is undone step by step', async () => {
      await page.getByRole('tab', { name: 'Statements' }).click();
      for (const _ of [1, 2]) await page.keyboard.press('Control+z');
      await page.locator('.pay-results-kept').waitFor({ state: 'detached' });
    });
    await app.step(t, 'a letter shows what the plan pays over attainment', async () => {
      await frame.go(page, 'Quotas');
      await page.getByRole('tab', { name: 'Letters' }).click();
      const sheet = page.locator('.letters .sheet');
      await sheet.waitFor();
      const words = plain(await sheet.innerText());
      assert.match(words, /Three levels/);
      assert.match(words, /100%/);
    });
  } finally {
    await app.close();
  }
});
