// Quotas: a target is set, shared out to territories and sellers, edited by keyboard, pasted over from a spreadsheet,
// grouped into teams, explained, undone and kept.
import assert from 'node:assert/strict';
import test from 'node:test';
import { openApp } from './support/app.mjs';
import { frame, plans, quotaGrid } from './support/pages.mjs';

const plain = (text) => text.replace(/[\u2066-\u2069]/g, '').trim();
const amount = (text) => Number(plain(text).replace(/[,\s]/g, '').replace('−', '-'));
const { of: grid, rows } = quotaGrid;
const row = async (page, name) => (await rows(page)).find((row) => row.Name === name);

test('a target becomes quotas that can be edited, explained and undone', { timeout: 180_000 }, async (t) => {
  const app = await openApp({ language: 'en-US' });
  const { page } = app;
  try {
    await plans.openSample(page, /Medical devices in the United States/);
    await frame.go(page, 'Quotas');
    await app.step(t, 'the page asks for the number and says what last year was', async () => {
      assert.match(await page.locator('main h1').textContent(), /Fiscal year \d{4}: what is the number\?/);
      assert.match(await page.locator('main').textContent(), /Sales of \d{4} were \$[\d,.]+/);
      await page.getByRole('button', { name: 'Set the target…' }).click();
      await page.getByLabel('The target is').selectOption({ label: 'An amount' });
      await page.getByLabel(/^Target \(/).fill('much');
      await page.getByRole('button', { name: 'Set the target', exact: true }).click();
      assert.match(await page.locator('dialog').textContent(), /Type a number/);
      await page.getByLabel(/^Target \(/).fill('60,000,001');
      await page.getByRole('textbox', { name: 'Company to those below' }).fill('10');
      await page.getByRole('button', { name: 'Set the target', exact: true }).click();
      await grid(page).waitFor();
    });
    await app.step(t, 'bases sum to the target and quotas to the cushion on top of it', async () => {
      const [company, ...seats] = await rows(page);
      assert.equal(amount(company.Base), 60_000_001);
      assert.equal(seats.length, 10);
      // Cells show whole dollars; what is stored are cents that sum exactly.
      const sum = (column) => seats.reduce((sum, seat) => sum + amount(seat[column]), 0);
      assert.ok(Math.abs(sum('Base') - 60_000_001) <= seats.length / 2, String(sum('Base')));
      assert.ok(Math.abs(sum('Quota') - 66_000_001.1) <= seats.length / 2, String(sum('Quota')));
      assert.match(plain(await page.locator('.answer').textContent()), /The street carries 10% on top as a cushion/);
    });
    const second = (await rows(page))[2].Name;
    await app.step(t, 'a quota is set by hand with the keyboard, and the others make room', async () => {
      const before = (await rows(page))[1];
      await grid(page).focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.type('9000000');
      await page.keyboard.press('Enter');
      await page.waitForFunction((name) => [...document.querySelectorAll('.quota-body [role=row]')].some((row) => row.textContent.includes(name) && row.textContent.includes('9,000,000')), second);
      assert.equal(amount((await row(page, second)).Base), 9_000_000);
      assert.notEqual((await rows(page))[1].Base, before.Base);
      assert.equal(await page.locator('.quota-lock').count(), 1);
      const all = await rows(page);
      const sum = all.slice(1).reduce((sum, seat) => sum + amount(seat.Base), 0);
      assert.ok(Math.abs(sum - 60_000_001) <= all.length / 2);
    });
    await app.step(t, 'the active cell alone shows the focus, and comes into sight sideways', async () => {
      const look = () => page.evaluate(() => {
        const grid = document.querySelector('.quota-grid');
        const active = document.querySelector('.quota-cell.active');
        const [cell, frame, names] = [active, grid, active.parentElement.firstElementChild].map((element) => element.getBoundingClientRect());
        return {
          ring: getComputedStyle(grid).outlineStyle, cell: getComputedStyle(active).outlineStyle, marked: document.querySelectorAll('.quota-cell.active').length,
          isInSight: active === active.parentElement.firstElementChild || (cell.left >= names.right - 1 && cell.right <= frame.right + 1),
        };
      });
      assert.deepEqual(await look(), { ring: 'none', cell: 'solid', marked: 1, isInSight: true });
      await page.getByRole('button', { name: 'By month' }).click();
      await grid(page).focus();
      for (const key of ['End', 'Home', 'End', 'ArrowLeft']) {
        await page.keyboard.press(key);
        assert.deepEqual(await look(), { ring: 'none', cell: 'solid', marked: 1, isInSight: true }, key);
      }
      await page.getByRole('button', { name: 'Year', exact: true }).click();
      await grid(page).focus();
      await page.keyboard.press('Control+Home');
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
    });
    await app.step(t, 'a cushion that is typed is the node’s own even where it is what the cell shows', async () => {
      await page.keyboard.press('ArrowRight');
      await page.keyboard.type('0');
      await page.keyboard.press('Enter');
      await page.locator('.quota-own').first().waitFor();
      await frame.undo(page);
      await page.locator('.quota-own').waitFor({ state: 'detached' });
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      assert.equal(await page.locator('.quota-own').count(), 0, 'a field that is only opened and left decides nothing');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowLeft');
    });
    await app.step(t, 'what is no amount is told, and Escape gives it up', async () => {
      await page.keyboard.press('ArrowUp');
      await page.keyboard.type('5x');
      await page.keyboard.press('Enter');
      assert.match(await page.locator('.quota-problem').textContent(), /Type a number/);
      await page.keyboard.press('Escape');
      assert.equal(amount((await row(page, second)).Base), 9_000_000);
    });
    await app.step(t, 'a click on another cell takes what was typed and goes there', async () => {
      const cell = (name) => page.locator('.quota-body [role=row]', { hasText: name }).locator('[role=gridcell]').nth(1);
      const others = (await rows(page)).slice(3, 5).map((row) => row.Name);
      for (const [at, typed] of [[0, '4100000'], [1, '4200000']]) {
        await cell(others[at]).click();
        await page.keyboard.type(typed);
      }
      await cell(second).click();
      await page.locator('.quota-editor').waitFor({ state: 'detached' });
      const bases = await Promise.all(others.map(async (name) => amount((await row(page, name)).Base)));
      assert.deepEqual(bases, [4_100_000, 4_200_000], 'each has its own amount');
      assert.equal(amount((await row(page, second)).Base), 9_000_000);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.type('5x');
      await cell(others[1]).click();
      assert.match(await page.locator('.quota-problem').textContent(), /Type a number/);
      assert.equal(await page.locator('.quota-editor').inputValue(), '5x', 'what is wrong stays to be put right');
      await page.keyboard.press('Escape');
      await frame.undo(page);
      await frame.undo(page);
      await grid(page).focus();
      await page.keyboard.press('Control+Home');
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
    });
    await app.step(t, 'cells go to a spreadsheet and come back as one step', async () => {
      await page.keyboard.press('Shift+ArrowDown');
      await page.keyboard.press('Control+c');
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      assert.equal(copied.split('\n').length, 2);
      assert.match(copied, /^[\d.\n-]+$/, 'numbers without anything between thousands');
      await page.evaluate(() => navigator.clipboard.writeText('7000000\n6500000\n'));
      await page.keyboard.press('Control+v');
      await page.getByText('2 cells changed by pasting.').waitFor();
      const pasted = await rows(page);
      assert.deepEqual([pasted[2].Base, pasted[3].Base].map(amount), [7_000_000, 6_500_000]);
      await page.evaluate(() => navigator.clipboard.writeText('1\nabout'));
      await page.keyboard.press('Control+v');
      await page.getByText(/Row 2 of what was pasted holds no amount: .?about.?\. Nothing was changed\./).waitFor();
      await frame.undo(page);
      assert.equal(amount((await row(page, second)).Base), 9_000_000);
      await frame.undo(page);
      assert.equal(await page.locator('.quota-lock').count(), 0);
    });
    await app.step(t, 'a team takes territories and is shared out like any node', async () => {
      await page.getByRole('button', { name: 'Add a team…' }).click();
      await page.getByLabel('Name of the team').fill('East');
      await page.locator('dialog button[type=submit]').click();
      await page.getByRole('button', { name: `Actions for ${second}` }).click();
      await page.getByRole('menuitem', { name: /Put into .?East/ }).click();
      const all = await rows(page);
      const east = all.findIndex((row) => row.Name === 'East');
      assert.equal(all[east + 1].Name, second);
      assert.equal(all[east].Base, all[east + 1].Base);
      await grid(page).focus();
      await page.keyboard.press('Control+Home');
      for (let step = 0; step < east; step += 1) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Home');
      await page.keyboard.press('Enter');
      assert.equal((await rows(page)).some((row) => row.Name === second), false, 'a closed team keeps its territories to itself');
      await page.keyboard.press('Enter');
      assert.ok(await row(page, second));
    });
    await app.step(t, 'a quota says how it came about', async () => {
      await page.getByRole('button', { name: `Explain the quota of ${second}` }).click();
      const told = plain(await page.locator('dialog').textContent());
      assert.match(told, /East shares out \$[\d,.]+ among 1; this quota’s share is 100%/);
      assert.match(told, /Base \$[\d,.]+ × 1\.1 = quota \$[\d,.]+/);
      await page.keyboard.press('Escape');
    });
    await app.step(t, 'collection follows sales, and all is there after a reload', async () => {
      await page.getByRole('button', { name: 'Add a goal…' }).click();
      await page.getByLabel('What counts').selectOption({ label: 'Collection' });
      await page.getByRole('button', { name: 'Set the target', exact: true }).click();
      await page.getByRole('button', { name: 'Collection', pressed: true }).waitFor();
      assert.equal(amount((await rows(page))[0].Base), 54_000_001);
      await frame.saved(page);
      await page.reload();
      await grid(page).waitFor();
      await page.getByRole('button', { name: 'Collection' }).click();
      assert.ok(Math.abs(amount((await rows(page))[0].Base) - 54_000_001) <= 1);
      assert.ok(await row(page, 'East'));
    });
    await app.step(t, 'months sum to the year', async () => {
      await page.getByRole('button', { name: 'By month', exact: true }).click();
      const company = (await rows(page))[0];
      const months = Object.entries(company).filter(([heading]) => !['Name', 'Quota', 'More actions'].includes(heading));
      assert.equal(months.length, 12);
      const sum = months.reduce((sum, [, words]) => sum + amount(words), 0);
      assert.ok(Math.abs(sum - amount(company.Quota)) <= 6, `${sum} of ${company.Quota}`);
      await page.getByRole('button', { name: 'Year', exact: true }).click();
    });
    await app.step(t, 'amounts follow the unit that they are shown in', async () => {
      await page.getByRole('button', { name: 'Sales', exact: true }).click();
      const before = (await rows(page))[0].Base;
      await frame.go(page, 'Plan');
      await page.getByRole('tab', { name: 'Settings', exact: true }).click();
      await page.getByLabel('Amounts are shown in').selectOption('Million');
      await frame.go(page, 'Quotas');
      await grid(page).waitFor();
      assert.equal(Math.round(amount((await rows(page))[0].Base)), Math.round(amount(before) / 1e6));
      await page.keyboard.press('Control+z');
      await page.waitForFunction((before) => document.querySelector('.quota-body [role=row]')?.textContent.includes(before), before);
    });
    await app.step(t, 'moving customers on the map moves quotas', async () => {
      await page.getByRole('button', { name: 'Sales', exact: true }).click();
      const before = amount((await row(page, second)).Base);
      const other = (await rows(page)).at(-1).Name;
      await frame.go(page, 'Territories');
      await page.locator('.map-legend-entry', { hasText: second }).click();
      await page.locator('.map').getByRole('button', { name: 'Move to…' }).click();
      await page.getByRole('menuitem').filter({ hasText: other }).first().click();
      await frame.go(page, 'Quotas');
      await grid(page).waitFor();
      assert.notEqual(amount((await row(page, second)).Base), before);
    });
  } finally {
    await app.close();
  }
});
