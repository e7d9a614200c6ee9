// Fairness and chances of quotas: figures explain themselves, bands and assumptions are decisions that can be taken back,
// and the simulation follows the plan.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { openApp } from './support/app.mjs';
import { frame, plans } from './support/pages.mjs';

const plain = (text) => text.replace(/[\u2066-\u2069]/g, '').trim();
const setTarget = async (page, growth) => {
  await page.getByRole('button', { name: 'Set the target…' }).click();
  await page.getByLabel('Growth, percent').fill(growth);
  await page.getByRole('button', { name: 'Set the target', exact: true }).click();
  await page.getByRole('treegrid').waitFor();
};
const tab = (page, name) => page.getByRole('tab', { name, exact: true }).click();
const answer = async (page) => plain(await page.locator('.capacity-answer').innerText());
const share = (text) => Number(/in (\d+)% of/.exec(text)?.[1]);
const finished = (page) => page.waitForFunction(() => /10,000 simulated/.test(document.querySelector('.capacity-answer')?.textContent ?? '') && document.querySelector('.chance-card')?.ariaBusy === 'false', null, { timeout: 60_000 });

test('fairness and chances of quotas', { timeout: 240_000 }, async (t) => {
  const app = await openApp({ language: 'en-US' });
  const { page } = app;
  try {
    await plans.openSample(page, /Medical devices in the United States/);
    await frame.go(page, 'Quotas');
    await setTarget(page, '10');

    let before;
    await app.step(t, 'fairness answers in a sentence, and every figure says where it comes from', async () => {
      await tab(page, 'Fairness');
      before = await answer(page);
      assert.match(before, /The team is asked for [\d.]+% of what its customers could buy|per point of potential/);
      const rows = page.locator('.fairness-table tbody tr');
      const count = await rows.count();
      assert.ok(count >= 10, `${count} sellers`);
      await rows.first().locator('.figure-button').first().click();
      const told = plain(await page.locator('dialog').innerText());
      assert.match(told, /÷ .* = /s);
      assert.match(told, /The seller holds/);
      await page.keyboard.press('Escape');
      assert.equal(await page.locator('.team-figures tbody tr').count(), 7);
      assert.match(await page.locator('.team-figures').innerText(), /No published threshold, so no grade/);
      assert.ok(await page.locator('.figure svg circle').count() >= count);
    });

    await app.step(t, 'one who is asked for much more than the others is named and marked', async () => {
      await tab(page, 'Quotas');
      const grid = page.getByRole('treegrid');
      await grid.focus();
      await page.keyboard.press('Control+Home');
      for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
      await page.keyboard.type('30000000');
      await page.keyboard.press('Enter');
      await tab(page, 'Fairness');
      assert.match(await answer(page), /is out of line/);
      assert.notEqual(await answer(page), before);
      const marked = page.locator('.fairness-table tr.outlying');
      assert.ok(await marked.count() >= 1);
      assert.notEqual(plain(await marked.first().locator('td').last().innerText()), '');
      await page.keyboard.press('Control+z');
      await page.waitForFunction((before) => document.querySelector('.capacity-answer').textContent.replace(/[\u2066-\u2069]/g, '').trim() === before, before);
    });

    await app.step(t, 'bands are edited with their source, wrong ones are told, and undo brings the published ones back', async () => {
      const from = page.getByLabel('From, Sellers at or above quota').first();
      assert.equal(await from.inputValue(), '50');
      await from.fill('90');
      await from.press('Tab');
      assert.match(await page.locator('.band-table').innerText(), /The first limit is above the second/);
      await from.fill('40');
      await from.press('Tab');
      await page.getByRole('button', { name: 'Back to the published ones' }).waitFor();
      assert.ok(await page.getByRole('button', { name: 'Back to the published ones' }).isEnabled());
      await page.locator('h1').first().click();
      await page.keyboard.press('Control+z');
      await page.waitForFunction(() => document.querySelector('.band-limit').value === '50');
      await page.getByLabel('Measure of a new band').selectOption({ label: 'Coefficient of variation, quota ÷ potential' });
      await page.getByRole('button', { name: 'Add a band' }).click();
      await page.getByLabel('To, Coefficient of variation, quota ÷ potential').fill('0.2');
      await page.getByLabel('To, Coefficient of variation, quota ÷ potential').press('Tab');
      assert.match(await page.locator('.team-figures tbody tr').first().innerText(), /Our own/);
    });

    let chance;
    await app.step(t, 'the chance of the target comes from ten thousand years, the same with the same seed', async () => {
      await tab(page, 'Chance');
      await finished(page);
      const told = await answer(page);
      chance = share(told);
      assert.ok(chance > 0 && chance < 100, told);
      assert.match(told, /Half of these years bring/);
      assert.match(told, /of the \d+ sellers reach their quota/);
      assert.match(await page.locator('.chance-figures').innerText(), /ChannelE2E/);
      assert.ok(await page.locator('.chance-sellers tbody tr').count() >= 10);
      assert.equal(await page.locator('.figure .figure-drawing svg').count(), 2);
      await tab(page, 'Quotas');
      await tab(page, 'Chance');
      await finished(page);
      assert.equal(await answer(page), told);
    });

    await app.step(t, 'it follows what is expected, and undo takes that back', async () => {
      await page.getByRole('textbox', { name: 'Growth on last year, percent' }).fill('300%%');
      await page.getByRole('textbox', { name: 'Growth on last year, percent' }).press('Tab');
      await page.getByRole('textbox', { name: 'Growth on last year, percent' }).fill('many');
      await page.getByRole('textbox', { name: 'Growth on last year, percent' }).press('Tab');
      assert.match(await page.locator('#growth-error').innerText(), /Type a percentage/);
      await page.getByRole('textbox', { name: 'Growth on last year, percent' }).fill('30');
      await page.getByRole('textbox', { name: 'Growth on last year, percent' }).press('Tab');
      await page.waitForFunction((before) => Number(/in (\d+)% of 10,000/.exec(document.querySelector('.capacity-answer').textContent)?.[1]) > before + 15, chance, { timeout: 60_000 });
      await page.locator('h1').first().click();
      for (let back = 0; back < 2 && (await page.getByRole('textbox', { name: 'Growth on last year, percent' }).inputValue()) !== '0'; back += 1) await page.keyboard.press('Control+z');
      await page.waitForFunction((before) => new RegExp(`in ${before}% of 10,000`).test(document.querySelector('.capacity-answer').textContent), chance, { timeout: 60_000 });
    });

    await app.step(t, 'assumptions say where they come from', async () => {
      await page.locator('.field', { has: page.locator('#variation') }).getByRole('button').click();
      assert.match(await page.locator('dialog').innerText(), /Kellblog/);
      await page.keyboard.press('Escape');
    });

    await app.step(t, 'a letter for each seller fits a page, in either language', async () => {
      await tab(page, 'Letters');
      const sheet = page.locator('.letters .sheet');
      await sheet.first().waitFor();
      assert.equal(await sheet.count(), 1, 'one to begin with');
      assert.match(await sheet.innerText(), /Quota letter: .*How it came about.*Sales manager, date and signature/s);
      await page.getByLabel('Language of the letter').selectOption({ label: 'Persian' });
      assert.equal(await sheet.getAttribute('dir'), 'rtl');
      assert.match(await sheet.innerText(), /ابلاغ هدف فروش.*سه‌ماهه/s);
      await page.getByRole('button', { name: 'All letters' }).click();
      const count = await sheet.count();
      assert.ok(count >= 10);
      for (const label of ['Persian', 'English']) {
        await page.getByLabel('Language of the letter').selectOption({ label });
        const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
        assert.equal((pdf.match(/\/Type\s*\/Page\b/g) ?? []).length, count, `one page each in ${label}`);
      }
      const saved = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Save all as one file' }).click();
      assert.match((await saved).suggestedFilename(), /quota letters\.html$/);
    });

    await app.step(t, 'fairness and chances go out, a row a seller', async () => {
      await tab(page, 'Quotas');
      await page.locator('.quota-bar').getByRole('button', { name: 'More actions' }).click();
      const saved = page.waitForEvent('download');
      await page.getByRole('menuitem', { name: 'Export fairness and chances to CSV' }).click();
      const lines = (await readFile(await (await saved).path(), 'utf8')).trim().split('\r\n');
      assert.match(lines[0], /Quota ÷ potential.*Chance of quota, percent/);
      assert.ok(lines.length > 10 && lines.slice(1).every((line) => /^Sales,/.test(line)));
    });

    await app.step(t, 'scenarios stand side by side with their quotas', async () => {
      await page.locator('.scenario-tabs').getByRole('button', { name: /New scenario/ }).first().click();
      await page.locator('dialog input').first().fill('Higher');
      await page.locator('dialog').getByRole('button', { name: /Add|Create|Make/ }).click();
      await page.getByRole('tab', { name: 'Higher' }).waitFor();
      await page.getByRole('button', { name: 'Change the target…' }).first().click();
      await page.getByLabel('Growth, percent').fill('20');
      await page.getByRole('button', { name: 'Set the target', exact: true }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await frame.go(page, 'Compare');
      const rows = page.locator('.quotas-beside tbody tr');
      await rows.first().waitFor();
      const cells = async (row) => (await rows.nth(row).locator('td').allInnerTexts()).map(plain);
      const [today, higher] = await cells(0);
      assert.notEqual(today, higher);
      assert.match((await cells(7))[1], /^\+.* for /);
      assert.equal((await cells(6))[1], '0', 'nobody is asked for less');
    });
  } finally {
    await app.close();
  }
});
