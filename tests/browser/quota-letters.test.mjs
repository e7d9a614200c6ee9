// Quota letters on paper: one page a seller with three goals and pay, and for one who holds two territories, in either
// language; and files that speak the plan's language on a screen in another one.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { openApp } from './support/app.mjs';
import { frame, plans, quotaGrid } from './support/pages.mjs';

const { of: grid, rows } = quotaGrid;
const dialog = (page) => page.getByRole('dialog');
const setTarget = async (page, button) => {
  await page.getByRole('button', { name: button }).click();
  await dialog(page).waitFor();
};
const save = async (page) => {
  await dialog(page).locator('button[type=submit]').click();
  await dialog(page).waitFor({ state: 'detached' });
};
const pages = async (page) => {
  const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
  return (pdf.match(/\/Type\s*\/Page\b/g) ?? []).length;
};
/** Prints all letters in both languages, from the screen and from the file of all of them. */
const onePageEach = async (page, context) => {
  await page.getByRole('tab', { name: 'Letters', exact: true }).click();
  await page.locator('.letters .sheet').first().waitFor();
  await page.getByRole('button', { name: 'All letters' }).click();
  const count = await page.locator('.letters .sheet').count();
  assert.ok(count >= 10, `${count} letters`);
  for (const label of ['Persian', 'English']) {
    await page.getByLabel('Language of the letter').selectOption({ label });
    assert.equal(await pages(page), count, `one page each in ${label}`);
    const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save all as one file' }).click()]);
    const paper = await context.newPage();
    await paper.setContent(await readFile(await saved.path(), 'utf8'));
    // The contents stand on a page of their own.
    assert.equal(await pages(paper), count + 1, `one page each in the file in ${label}`);
    await paper.close();
  }
};
const withPay = async (page) => {
  await frame.go(page, 'Pay');
  await page.getByRole('listitem').filter({ hasText: 'Target with accelerator' }).getByRole('button').click();
  await dialog(page).getByRole('button', { name: 'Save the plan' }).click();
  await dialog(page).waitFor({ state: 'detached' });
  await frame.go(page, 'Quotas');
  await page.getByRole('tab', { name: 'Quotas', exact: true }).click();
  await grid(page).waitFor();
};

test('three goals and pay fit the page of a letter', { timeout: 240_000 }, async (t) => {
  const app = await openApp({ language: 'en-US' });
  const { page, context } = app;
  try {
    await plans.openSample(page, /Food distributor in Iran/);
    await frame.go(page, 'Quotas');
    await setTarget(page, 'Set the target…');
    await page.getByRole('textbox', { name: 'Company to those below' }).fill('10');
    await save(page);
    await grid(page).waitFor();
    await app.step(t, 'the only kind of goal that is left stands in the title', async () => {
      await setTarget(page, 'Add a goal…');
      await page.getByLabel('What counts').selectOption({ label: 'Collection' });
      await save(page);
      await setTarget(page, 'Add a goal…');
      assert.match(await dialog(page).locator('h2').first().textContent(), /New goal: Quantity/);
      await page.locator('#goal-target').fill('120,000');
      await save(page);
    });
    await app.step(t, 'a file of a Persian plan is Persian throughout', async () => {
      await page.locator('.quota-bar').getByRole('button', { name: 'More actions' }).click();
      const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: /Export quotas to CSV|Export to CSV|CSV/ }).first().click()]);
      const text = await readFile(await saved.path(), 'utf8');
      assert.match(text, /فروش/);
      assert.doesNotMatch(text, /Sales|Collection|Quantity|Vacant/);
      assert.doesNotMatch(saved.suggestedFilename(), /Today|Quotas/);
    });
    await withPay(page);
    await app.step(t, 'one page each', async () => {
      await onePageEach(page, context);
      assert.equal(await page.locator('.letters .sheet').first().locator('table').count(), 3, 'the year, months of all goals, pay');
    });
  } finally {
    await app.close();
  }
});

test('who holds two territories, one of them for half a year, has a letter of one page', { timeout: 240_000 }, async (t) => {
  const app = await openApp({ language: 'en-US' });
  const { page, context } = app;
  try {
    await plans.openSample(page, /Medical devices in the United States/);
    await frame.go(page, 'Quotas');
    await setTarget(page, 'Set the target…');
    await page.getByRole('textbox', { name: 'Company to those below' }).fill('10');
    await page.getByLabel(/^In a month \(/).fill('400,000');
    await save(page);
    await grid(page).waitFor();
    await app.step(t, 'with nobody leaving or hired the capacity is told once', async () => {
      assert.match(await page.locator('.answer h1').textContent(), /what the team can carry|within/);
      assert.doesNotMatch(await page.locator('.answer .more').textContent(), /The team can carry/);
    });
    const [, first, second] = await rows(page);
    const people = async (name) => {
      await page.getByRole('button', { name: `Actions for ${name}` }).click();
      await page.getByRole('menuitem', { name: 'Who works it and when…' }).click();
      return page.locator('#holder-who-0, .holder-line select').first();
    };
    const mover = await (await people(first.Name)).inputValue();
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
    const who = await people(second.Name);
    const own = await who.inputValue();
    await who.selectOption(mover);
    await page.getByLabel('Last day').first().fill('2026-06-30');
    await page.getByRole('button', { name: 'Add a person' }).click();
    await page.locator('.holder-line select').nth(1).selectOption(own);
    await page.getByLabel('First day').nth(1).fill('2026-07-01');
    await save(page);
    await withPay(page);
    await app.step(t, 'one page each', () => onePageEach(page, context));
  } finally {
    await app.close();
  }
});
