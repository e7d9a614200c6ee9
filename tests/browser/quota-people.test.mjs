// Quotas and people: when sellers are there, who sits on a territory and when, schedules, capacity and hires, what changes
// for whom, and the way out to files.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { openApp } from './support/app.mjs';
import { frame, plans, quotaGrid } from './support/pages.mjs';

const plain = (text) => text.replace(/[\u2066-\u2069]/g, '').trim();
const amount = (text) => Number(plain(text).replace(/[,\s]/g, '').replace('−', '-'));
const { of: grid, rows } = quotaGrid;
/** Opens the first territory with the keyboard and answers its row and those below it. */
async function firstSeat(page) {
  await grid(page).focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  const closed = await rows(page);
  await page.keyboard.press('Enter');
  await page.waitForFunction((count) => document.querySelector('[role=treegrid]').ariaRowCount !== String(count), closed.length + 1);
  const open = await rows(page);
  const below = open.length - closed.length;
  return { seat: open[1], below: open.slice(2, 2 + below) };
}
const setTarget = async (page, figure) => {
  await page.getByRole('button', { name: 'Set the target…' }).click();
  await page.getByLabel('The target is').selectOption({ label: 'An amount' });
  await page.getByLabel(/^Target \(/).fill(figure);
  await page.getByRole('button', { name: 'Set the target', exact: true }).click();
  await grid(page).waitFor();
};

test('people’s days, backfills, schedules and hires move quotas', { timeout: 240_000 }, async (t) => {
  const app = await openApp({ language: 'en-US' });
  const { page } = app;
  try {
    await plans.openSample(page, /Medical devices in the United States/);
    await frame.go(page, 'Quotas');
    await setTarget(page, '60,000,000');
    const { seat, below } = await firstSeat(page);
    const seller = below[0].Name;
    await app.step(t, 'a seller’s last day is told in the dialog, wrong days are named', async () => {
      assert.equal(below.length, 1, 'one who is there all along fills the territory alone');
      assert.equal(amount(below[0].Base), amount(seat.Base));
      await frame.go(page, 'Plan');
      await page.getByRole('tab', { name: 'Team' }).click();
      await page.getByRole('button', { name: `Edit “${seller}”…` }).click();
      await page.getByLabel('First day').fill('2020-01-01');
      await page.getByLabel('Last day').fill('2026-02-31');
      await page.getByRole('button', { name: 'Add an absence' }).click();
      await page.getByLabel('Away from').fill('2026-03-02');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      assert.match(await page.locator('dialog').textContent(), /The calendar has no such day/);
      assert.match(await page.locator('dialog').textContent(), /Give this day too/);
      await page.getByLabel('Last day').fill('2019-12-31');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      assert.match(await page.locator('dialog').textContent(), /before the first day/);
      await page.getByLabel('Last day').fill('2026-06-30');
      await page.getByLabel('Until', { exact: true }).fill('2026-03-15');
      await page.getByLabel('Role').fill('Account manager');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: `Edit “${seller}”…` }).click();
      assert.equal(await page.getByLabel('Last day').inputValue(), '2026-06-30');
      assert.equal(await page.getByLabel('Until', { exact: true }).inputValue(), '2026-03-15');
      assert.equal(await page.getByLabel('Role').inputValue(), 'Account manager');
      await page.keyboard.press('Escape');
      await frame.go(page, 'Quotas');
      const { seat: now, below: split } = await firstSeat(page);
      assert.equal(split.length, 2, 'the days after the last one stand open');
      assert.ok(amount(split[0].Base) < amount(now.Base) * 0.5);
      assert.match(split[1].Name, /Vacant/i);
    });
    await app.step(t, 'a backfill is two buttons away and takes the days after', async () => {
      await page.getByRole('button', { name: `Actions for ${seat.Name}` }).click();
      await page.getByRole('menuitem', { name: 'Who works it and when…' }).click();
      await page.getByRole('button', { name: 'Add a backfill' }).click();
      assert.equal(await page.getByLabel('Name of the place').inputValue(), `Backfill for ${seller}`);
      assert.equal(await page.getByLabel('First day').nth(1).inputValue(), '2026-07-01');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      const names = (await rows(page)).map((row) => row.Name);
      assert.ok(names.includes(`Backfill for ${seller}`), names.join());
      await page.getByRole('button', { name: `Actions for ${seat.Name}` }).click();
      await page.getByRole('menuitem', { name: 'Who works it and when…' }).click();
      await page.getByRole('button', { name: 'Its seller all along' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      assert.ok(!(await rows(page)).some((row) => row.Name.startsWith('Backfill')));
      await frame.undo(page);
      assert.ok((await rows(page)).some((row) => row.Name.startsWith('Backfill')));
    });
    await app.step(t, 'a ramp is made, used for new people and makes the backfill’s quota smaller', async () => {
      const backfill = async () => amount((await rows(page)).find((row) => row.Name.startsWith('Backfill')).Base);
      const before = await backfill();
      await page.getByRole('tab', { name: 'Schedules and time' }).click();
      await page.getByRole('button', { name: 'Add a ramp…' }).click();
      await page.getByLabel('Name', { exact: true }).fill('New sellers');
      await page.getByLabel('Month 2', { exact: true }).fill('half');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      assert.match(await page.locator('dialog').textContent(), /Type a percentage/);
      await page.getByLabel('Month 2', { exact: true }).fill('40');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.getByText('Fully productive from month 4').waitFor();
      await page.getByLabel('Usual ramp-up').selectOption({ label: 'New sellers' });
      await page.getByText('usual ramp of scenarios: 1').waitFor();
      await page.getByRole('tab', { name: 'Quotas', exact: true }).click();
      await grid(page).waitFor();
      await firstSeat(page).catch(() => {});
      if (!(await rows(page)).some((row) => row.Name.startsWith('Backfill'))) await firstSeat(page);
      assert.ok((await backfill()) < before, 'those who learn are asked for less');
    });
    await app.step(t, 'a season is read off past sales, renamed with its use, and deleting says where it was used', async () => {
      await page.getByRole('tab', { name: 'Schedules and time' }).click();
      await page.getByRole('button', { name: 'Read off past sales…' }).click();
      await page.getByText(/Strongest \w+ \(1\d\d%\), weakest \w+ \(\d+%\)/).first().waitFor();
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Change the target…' }).first().click();
      await page.getByLabel('Season', { exact: true }).selectOption({ label: 'Past sales' });
      await page.getByRole('button', { name: 'Set the target', exact: true }).click();
      await page.getByText('Used: goals: 1').waitFor();
      await page.getByRole('button', { name: 'Past sales', exact: true }).click();
      await page.getByLabel('Name', { exact: true }).fill('As ever');
      await page.getByText('Holidays that move through the calendar').click();
      await page.getByLabel('Factor of March').fill('0');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'As ever', exact: true }).waitFor();
      await page.getByText('Used: goals: 1').waitFor();
      await page.getByText(/weakest March \(0%\)/).waitFor();
      await page.getByRole('button', { name: 'Actions for As ever' }).click();
      await page.getByRole('menuitem', { name: 'Delete' }).click();
      await page.getByText('“As ever” was deleted where it was used too: goals: 1.').waitFor();
      await frame.undo(page);
      await page.getByText('Used: goals: 1').waitFor();
      await frame.saved(page);
      await page.reload();
      await page.getByRole('tab', { name: 'Schedules and time' }).click();
      await page.getByText(/weakest March \(0%\)/).waitFor();
    });
    await app.step(t, 'the team’s capacity by month shows the gap, and planned hires close it at once', async () => {
      const said = async () => plain(await page.locator('.capacity-answer').textContent());
      await page.getByRole('tab', { name: 'Capacity and hires' }).click();
      await page.getByRole('button', { name: 'Say what a seller brings…' }).click();
      await page.getByLabel(/^In a month \(/).fill('400,000');
      await page.getByRole('button', { name: 'Set the target', exact: true }).click();
      assert.match(await said(), /^\$[\d,.]+ of the target of \$60,000,000 is not carried by anyone\. The fewest hires that close it are (\d+); the last may start in \w+\./);
      const answer = async () => plain(await page.locator('.answer h1').textContent());
      assert.match(await answer(), /^The target of \$60,000,000 is \$[\d,.]+ above what the team can carry: \$[\d,.]+, \d+% of it\.$/);
      assert.match(plain(await page.locator('.answer .more').textContent()), /The team can carry \$[\d,.]+: \$[\d,.]+ by those who are there, \$[\d,.]+ more by planned hires\./);
      const fewest = Number((await said()).match(/close it are (\d+)/)[1]);
      const gap = (await said()).match(/^\$[\d,.]+/)[0];
      await page.getByLabel('Sellers who leave in a year, percent').fill('20');
      await page.getByLabel('Months until someone is replaced').fill('3');
      await page.keyboard.press('Tab');
      await page.waitForFunction((gap) => !document.querySelector('.capacity-answer').textContent.replace(/[\u2066-\u2069]/g, '').startsWith(gap), gap);
      assert.match(await said(), /Attrition takes \$[\d,.]+/);
      assert.match(plain(await page.locator('.answer .more').textContent()), /The team can carry \$[\d,.]+: .* less for expected attrition/);
      await page.getByLabel('Hires starting in January').fill('x');
      await page.keyboard.press('Tab');
      await page.getByText('Type a whole number from 0 to 10,000.').waitFor();
      await page.getByLabel('Hires starting in January').fill('1');
      await page.keyboard.press('Tab');
      await page.waitForFunction(() => /The planned hires bring/.test(document.querySelector('.capacity-answer').textContent));
      await page.getByRole('button', { name: 'Plan the fewest, as late as possible' }).click();
      await page.waitForFunction(() => /planned hires close the gap/.test(document.querySelector('.capacity-answer').textContent));
      assert.match(await answer(), /^The target of \$60,000,000 can be carried only with planned hires: capacity is \$[\d,.]+ with them, \d+% of it, and \$[\d,.]+ without them\.$/);
      const planned = await page.locator('.hire-input').evaluateAll((inputs) => inputs.reduce((sum, input) => sum + Number(input.value || 0), 0));
      assert.ok(planned > fewest, `attrition asks for more than ${fewest}: ${planned}`);
      await frame.undo(page);
      assert.equal(await page.getByLabel('Hires starting in January').inputValue(), '1');
      // The work of all customers tells how large the team should be, and where the figure comes from.
      const size = page.locator('.team-size');
      assert.match(plain(await size.textContent()), /Customers take [\d,]+ hours a year\. Say how many hours a seller works/);
      await page.getByLabel('A seller works in a year, hours').fill('1,800');
      await page.getByLabel('Of it with customers, percent').fill('40');
      await page.keyboard.press('Tab');
      await page.waitForFunction(() => /takes [\d,]+ full-time sellers; the territories have/.test(document.querySelector('.team-size').textContent.replace(/[\u2066-\u2069]/g, '')));
      await size.locator('.figure-button').click();
      assert.match(plain(await page.getByRole('dialog').textContent()), /hours with customers ÷ 40% = [\d,.]+ hours; ÷ 1,800 = [\d.]+ sellers/);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.getByRole('tab', { name: 'Quotas', exact: true }).click();
      await grid(page).waitFor();
    });
    await app.step(t, 'the tree goes out to CSV and Excel with months that sum to the year', async () => {
      const out = async (item) => {
        await page.locator('.quota-bar').getByRole('button', { name: 'More actions' }).click();
        const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: item }).click()]);
        return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
      };
      const csv = await out('Export to CSV');
      assert.match(csv.name, /quotas\.csv$/);
      const lines = csv.bytes.toString('utf8').replace(/^\ufeff/, '').trim().split('\r\n');
      const heads = lines[0].split(',');
      const company = lines[1].split(',');
      const figure = (test) => heads.reduce((sum, head, at) => (test(head) ? sum + Number(company[at]) : sum), 0);
      assert.equal(figure((head) => head === 'Base'), 60_000_000);
      assert.ok(Math.abs(figure((head) => /^Base \w+ \d{4}$/.test(head)) - 60_000_000) < 0.005);
      const book = await out('Export to Excel');
      assert.match(book.name, /quotas\.xlsx$/);
      assert.equal(book.bytes.subarray(0, 2).toString(), 'PK');
    });
    await app.step(t, 'what changes for whom against today', async () => {
      await page.getByRole('tab', { name: 'What changes' }).click();
      await page.getByText('Only one scenario so far').waitFor();
      await page.locator('#quota-panel').getByRole('button', { name: /New scenario/ }).click();
      await page.locator('dialog input').first().fill('Sooner');
      await page.locator('dialog button[type=submit]').click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.getByText(/No quota differs from .?Today/).waitFor();
      await page.getByRole('tab', { name: 'Quotas', exact: true }).click();
      await grid(page).focus();
      await page.keyboard.press('Control+Home');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.type('20000000');
      await page.keyboard.press('Enter');
      await page.getByRole('tab', { name: 'What changes' }).click();
      const told = plain(await page.locator('.capacity-answer').textContent());
      assert.match(told, /^Against Today, .*\b1\b.* \b9\b.*; the largest change is \+[\d,]+ for /);
      const table = page.locator('.change-table');
      const first = await table.first().locator('tbody tr').first().allTextContents();
      assert.match(plain(first[0]), new RegExp(`^${seat.Name}`));
      const differences = await table.first().locator('tbody tr td:nth-child(4)').allTextContents();
      assert.ok(Math.abs(differences.reduce((sum, cell) => sum + amount(cell.replace('+', '')), 0)) <= 10, differences.join());
      assert.ok(await table.nth(1).locator('tbody tr').count() >= 9);
    });
  } finally {
    await app.close();
  }
});

test('days are read and written in the Solar Hijri calendar', { timeout: 120_000 }, async (t) => {
  const app = await openApp({ language: 'fa-IR' });
  const { page } = app;
  try {
    await page.locator('.plan-open').filter({ hasText: /ایران/ }).first().click();
    await page.waitForSelector('.territories-grid');
    await app.step(t, '31 Esfand is no day, and a day typed in any digits is kept in Persian ones', async () => {
      await page.goto(new URL('#/plan', page.url()).href);
      await page.locator('#plan-tab-1').click();
      await page.getByRole('button', { name: /^ویرایش «/ }).first().click();
      await page.getByLabel('آخرین روز').fill('۱۴۰۵/۱۲/۳۱');
      await page.locator('dialog button[type=submit]').click();
      assert.match(await page.locator('dialog').textContent(), /چنین روزی در تقویم نیست/);
      await page.getByLabel('آخرین روز').fill('1405-6-31');
      await page.locator('dialog button[type=submit]').click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: /^ویرایش «/ }).first().click();
      assert.equal(await page.getByLabel('آخرین روز').inputValue(), '۱۴۰۵/۰۶/۳۱');
    });
  } finally {
    await app.close();
  }
});
