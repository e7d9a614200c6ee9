// What territories are measured by and what they should carry: a further column of the file becomes a measure, is
// balanced, sizes points and is taken out again; a territory gets half a share.
import assert from 'node:assert/strict';
import test from 'node:test';
import { openApp } from './support/app.mjs';
import { customers, file, header, table } from './support/data.mjs';
import { balance, frame, plans, territories, wizard } from './support/pages.mjs';

const persian = (number) => String(number).replace(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'[digit]);
const plain = (text) => text.replace(/[\u2066-\u2069]/g, '');

test('a further column becomes a measure and a territory gets half a share', { timeout: 120_000 }, async (t) => {
  const app = await openApp();
  const { page } = app;
  // Beds in Persian digits; one customer in sixty has a word there.
  const rows = customers(120).map((cells, index) => [...cells, index % 60 === 7 ? 'many' : persian(10 + (index % 7)), `Land ${(index % 4) + 1}`]);
  const dialog = () => page.getByRole('dialog');
  const heads = async () => (await page.locator('.territory-table thead th').allTextContents()).map(plain);
  try {
    await plans.create(page, 'Beds');
    await wizard.bring(page, file('beds.csv', table(rows, { head: [...header, 'Beds', 'territory'] })));
    await frame.go(page, 'Territories');
    await page.waitForSelector('.territories-grid');
    await app.step(t, 'the column is offered and added by keyboard', async () => {
      await balance.open(page);
      await page.getByRole('button', { name: 'Add a measure…' }).focus();
      await page.keyboard.press('Enter');
      const column = page.getByLabel('Column of the customers’ list');
      assert.deepEqual((await column.locator('option').allTextContents()).map(plain), ['Beds – 118 numbers, 2 other entries']);
      await page.keyboard.press('Tab');
      await page.keyboard.type('beds');
      await page.keyboard.press('Enter');
      const beds = page.getByRole('checkbox', { name: 'Beds (beds)' });
      assert.ok(await beds.isChecked());
      await balance.measures(page, {});
      await page.getByText(/2 customers have no usable figure of/).waitFor();
    });
    await app.step(t, 'half a share is given and balanced', async () => {
      await balance.moreWishes(page);
      await dialog().getByText('Shares of their own').click();
      const share = page.getByLabel('Share of Land 1', { exact: true });
      await share.fill('half');
      assert.ok(await page.getByRole('button', { name: 'Balance', exact: true }).isDisabled());
      await share.fill('0.5');
      await dialog().getByText('1 territory has one').waitFor();
      await balance.start(page);
      assert.match(await balance.result(page), /Every territory is within tolerance\./);
      await balance.show(page);
      const counts = await territories.counts(page);
      const others = ['Land 2', 'Land 3', 'Land 4'].map((name) => counts[name]);
      for (const count of others) assert.ok(counts['Land 1'] < count * 0.65, `${counts['Land 1']} is about half of ${count}`);
      assert.ok((await heads()).includes('Beds (beds)'));
    });
    await app.step(t, 'the deviation says why', async () => {
      const column = (await heads()).indexOf('Beds (beds)');
      const row = page.locator('.territory-table tbody tr', { hasText: 'Land 1' });
      await row.locator('th, td').nth(column).getByRole('button').click();
      const told = plain(await dialog().textContent());
      assert.match(told, /gave this territory 0\.5 of a full share/);
      assert.match(told, /Share: 14\.3%/, 'half of one in three and a half');
      await page.keyboard.press('Escape');
    });
    await app.step(t, 'points are sized by it, and the share is edited with the territory', async () => {
      await page.getByRole('button', { name: 'Map settings' }).click();
      await page.getByLabel('Size of points').selectOption({ label: 'Beds' });
      await page.keyboard.press('Escape');
      assert.match(plain(await page.locator('.map-legend').textContent()), /Beds/);
      await page.locator('.territory-table tbody').getByRole('button', { name: 'Land 1', exact: true }).click();
      const share = page.getByLabel('Share of the whole');
      assert.equal(await share.inputValue(), '0.5');
      await share.fill('');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await dialog().waitFor({ state: 'detached' });
    });
    await app.step(t, 'undo takes all of it back, the measure last', async () => {
      for (let step = 0; step < 3; step += 1) await page.keyboard.press('Control+z');
      await page.waitForFunction(() => !document.querySelector('.territory-table thead')?.textContent.includes('Beds'));
    });
  } finally {
    await app.close();
  }
});
