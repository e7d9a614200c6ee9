// Decisions for single levels, rows and past years: a basis of its own for a level, a quota set by hand with its reason,
// several territories put into a team at once, quotas of last year, and a season without last year's moving holiday.
import assert from 'node:assert/strict';
import test from 'node:test';
import { openApp } from './support/app.mjs';
import { frame, plans } from './support/pages.mjs';

const plain = (text) => text.replace(/[\u2066-\u2069]/g, '').trim();
const amount = (text) => Number(plain(text).replace(/[,\s]/g, '').replace('−', '-'));
const grid = (page) => page.getByRole('treegrid');
const rows = (page) => page.locator('.quota-grid').evaluate((grid) => {
  const words = (cell) => (cell.querySelector('bdi') ?? cell).textContent.replace(/[\u2066-\u2069]/g, '').trim();
  const heads = [...grid.querySelectorAll('[role=columnheader]')].map((cell) => cell.textContent.trim());
  return [...grid.querySelectorAll('.quota-body [role=row]')]
    .sort((one, other) => one.ariaRowIndex - other.ariaRowIndex)
    .map((row) => Object.fromEntries([...row.children].map((cell, index) => [heads[index], words(cell)])));
});
const menu = async (page, name, item) => {
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: item }).click();
};
const save = (page) => page.locator('dialog button[type=submit]').click();

test('levels, rows and past years are decided for and told', { timeout: 180_000 }, async (t) => {
  const app = await openApp({ language: 'en-US' });
  const { page } = app;
  try {
    await plans.openSample(page, /Medical devices in the United States/);
    await frame.go(page, 'Quotas');
    await app.step(t, 'a level has a basis of its own, and the dialog keeps it', async () => {
      await page.getByRole('button', { name: 'Set the target…' }).click();
      await page.getByLabel('The target is').selectOption({ label: 'An amount' });
      await page.getByLabel(/^Target \(/).fill('60,000,000');
      await page.getByText('Another basis at single levels').click();
      await page.locator('#goal-level-0').selectOption({ label: 'Equal parts' });
      await save(page);
      await grid(page).waitFor();
      const bases = async () => new Set((await rows(page)).slice(1).map((row) => row.Base));
      assert.deepEqual([...await bases()], ['6,000,000']);
      await page.getByRole('button', { name: 'Change the target…' }).first().click();
      assert.equal(await page.locator('#goal-level-0 option:checked').textContent(), 'Equal parts');
      await page.locator('#goal-cushion-0').fill('950');
      await save(page);
      assert.match(await page.locator('dialog').textContent(), /Type 0 to 900 percent/);
      await page.locator('#goal-cushion-0').fill('10');
      await save(page);
      await page.locator('dialog').waitFor({ state: 'detached' });
      assert.deepEqual([...await bases()], ['6,000,000']);
    });
    const name = (await rows(page))[1].Name;
    await app.step(t, 'a quota is set by hand with its reason, which is told and undone', async () => {
      await menu(page, name, /^Set by hand/);
      await page.getByLabel('Set the base by hand').check();
      await page.locator('#node-amount').fill('much');
      await save(page);
      assert.match(await page.locator('dialog').textContent(), /Type a number/);
      await page.locator('#node-amount').fill('9,000,000');
      await page.getByLabel(/^Reason/).fill('A tender is won');
      await save(page);
      await page.locator('.quota-lock').waitFor();
      assert.equal(amount((await rows(page))[1].Base), 9_000_000);
      await page.getByRole('button', { name: `Explain the quota of ${name}` }).click();
      assert.match(plain(await page.locator('dialog').textContent()), /The reason given: A tender is won/);
      await page.keyboard.press('Escape');
      await frame.undo(page);
      assert.equal(await page.locator('.quota-lock').count(), 0);
    });
    await app.step(t, 'several territories go into a team at once, and a team under another', async () => {
      const seats = (await rows(page)).slice(1, 4).map((row) => row.Name);
      for (const team of ['East', 'Coast']) {
        await page.getByRole('button', { name: 'Add a team…' }).click();
        await page.getByLabel('Name of the team').fill(team);
        await save(page);
        await page.getByRole('button', { name: `Actions for ${team}` }).waitFor();
      }
      await menu(page, 'Coast', /Territories of the team/);
      for (const seat of seats) await page.locator('dialog').getByLabel(seat).check();
      await save(page);
      await page.locator('dialog').waitFor({ state: 'detached' });
      await menu(page, 'Coast', /Put into .?East/);
      const names = (await rows(page)).map((row) => row.Name);
      const east = names.indexOf('East');
      assert.deepEqual(names.slice(east, east + 5).slice(0, 2), ['East', 'Coast']);
      assert.deepEqual(new Set(names.slice(east + 2, east + 5)), new Set(seats));
    });
    await app.step(t, 'quotas of last year are entered, and the change is held against them', async () => {
      await page.locator('.quota-bar').getByRole('button', { name: 'More actions' }).click();
      await page.getByRole('menuitem', { name: 'Enter last year’s quotas' }).click();
      const heading = Object.keys((await rows(page))[0]).find((head) => /^Quota \d{4}$/.test(head));
      assert.ok(heading);
      const index = (await rows(page)).findIndex((row) => row.Name === name);
      await page.locator(`#quota-${index}-2`).dblclick();
      await page.locator('.quota-editor').fill('5,000,000');
      await page.keyboard.press('Enter');
      await page.waitForFunction(([index]) => document.querySelector(`#quota-${index}-2`)?.textContent.includes('5,000,000'), [index]);
      await page.getByRole('tab', { name: 'Fairness' }).click();
      await page.locator('.fairness-table').getByText(/^On quota \d{4}$/).waitFor();
      await page.getByRole('tab', { name: 'Quotas', exact: true }).click();
    });
    await app.step(t, 'a season read off past sales leaves out what a moving holiday did', async () => {
      await page.getByRole('tab', { name: 'Schedules and time' }).click();
      await page.getByRole('button', { name: 'Read off past sales…' }).click();
      const first = () => page.locator('#season-weight-0').inputValue();
      const before = Number(await first());
      await page.getByRole('button', { name: 'Add a past month' }).click();
      await page.locator('#past-holiday-0-share').fill('0');
      await page.getByText('Type a percentage above 0.').waitFor();
      await page.locator('#past-holiday-0-share').fill('50');
      await page.waitForFunction((before) => Number(document.querySelector('#season-weight-0').value) > before + 5, before);
      assert.match(await page.locator('.season-notes').textContent(), /1 past months? (was|were) corrected/);
      await save(page);
      await page.locator('dialog').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Read off past sales…' }).click();
      assert.equal(await page.locator('#past-holiday-0-share').inputValue(), '50', 'the plan remembers it');
      await page.keyboard.press('Escape');
    });
  } finally {
    await app.close();
  }
});
