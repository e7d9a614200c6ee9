// The planner in command: suggestions, sellers who come and go, sheets that sellers read, who gains and who loses.
import assert from 'node:assert/strict';
import test from 'node:test';
import { openApp } from './support/app.mjs';
import { parseCsv } from './support/data.mjs';
import { balance, download, frame, plans, territories } from './support/pages.mjs';

const sample = /Medical devices in the United States/;
const sum = (counts) => Object.values(counts).reduce((all, one) => all + one, 0);
const effect = async (page, name) => {
  // It goes while another change is worked out.
  await page.locator('.effect-table').waitFor();
  const row = page.locator('.effect-table tbody tr', { hasText: name });
  return (await row.locator('td').allTextContents()).map((text) => text.trim());
};

test('suggestions are taken and dismissed', { timeout: 90_000 }, async (t) => {
  const app = await openApp();
  const { page } = app;
  try {
    await plans.openSample(page, sample);
    const steps = page.locator('.suggestion-step');
    await steps.first().waitFor();
    await app.step(t, 'a dismissed one stays away until it is asked for again', async () => {
      assert.ok((await steps.count()) > 0 && (await steps.count()) <= 5);
      const first = await steps.first().textContent();
      await page.locator('.suggestion').first().getByRole('button', { name: /^Dismiss/ }).click();
      await page.getByText('1 dismissed').waitFor();
      assert.ok(!(await steps.allTextContents()).includes(first));
      await page.getByRole('button', { name: 'Suggest them again' }).click();
      assert.equal(await steps.first().textContent(), first);
    });
    await app.step(t, 'its customers are pointed out on the map', async () => {
      const drawn = () => page.locator('.map-canvas').evaluate((canvas) => canvas.toDataURL());
      await page.mouse.move(5, 5);
      await page.waitForTimeout(200);
      const plain = await drawn();
      await page.locator('.suggestion').first().getByRole('button', { name: /^Accept/ }).focus();
      await page.waitForTimeout(200);
      assert.notEqual(await drawn(), plain, 'the focus alone points them out');
      await page.locator('.skip-link').focus();
      await page.waitForTimeout(200);
      assert.ok((await drawn()) === plain, 'and nothing stays when it goes');
    });
    await app.step(t, 'taking one is one step, and the next ones follow at once', async () => {
      const before = await territories.figures(page);
      const first = await steps.first().textContent();
      await page.locator('.suggestion').first().getByRole('button', { name: /^Accept/ }).focus();
      await page.keyboard.press('Enter');
      await page.waitForFunction((first) => document.querySelector('.suggestion-step')?.textContent !== first, first);
      assert.notDeepEqual(await territories.figures(page), before);
      assert.match(await page.locator('.topbar .icon-button[title^="Undo"]').getAttribute('title'), /Suggestion taken: \d customer/);
      await frame.undo(page);
      assert.deepEqual(await territories.figures(page), before);
      assert.equal(await steps.first().textContent(), first);
    });
  } finally {
    await app.close();
  }
});

test('a move by hand leaves what is locked and moves it when asked', { timeout: 90_000 }, async (t) => {
  const app = await openApp();
  const { page } = app;
  const plain = (text) => text.replace(/[\u2066-\u2069]/g, '');
  const notice = page.locator('.notices .notice', { hasText: /^(Nothing moved|\d+ customers? moved)/ });
  const moveSelected = async (name) => {
    await page.locator('.map-stage').focus();
    await page.keyboard.press('m');
    await page.locator('.map-move').getByRole('menuitem', { name, exact: true }).click();
  };
  try {
    await plans.openSample(page, sample);
    const before = await territories.counts(page);
    const [from, to] = Object.keys(before);
    await app.step(t, 'a frozen territory keeps its customers, and says so', async () => {
      await balance.open(page);
      await balance.moreWishes(page);
      const locks = page.locator('details.wish-list', { hasText: 'Locks' });
      if (!(await locks.evaluate((element) => element.open))) await locks.locator('summary').click();
      await page.getByLabel(`Lock of ${from}`).selectOption({ label: 'Frozen' });
      await page.getByText('1 locked').waitFor();
      await balance.start(page);
      await balance.result(page);
      await balance.show(page);
      await page.locator('.map-legend-entry', { hasText: from }).click();
      const counts = await territories.counts(page);
      await moveSelected(to);
      await notice.waitFor();
      assert.match(plain(await notice.textContent()), /^Nothing moved\. \d+ stay where they are: .*in a locked territory\./);
      assert.deepEqual(await territories.counts(page), counts);
    });
    await app.step(t, 'one press moves them as well, and one undo brings them back', async () => {
      const counts = await territories.counts(page);
      await notice.getByRole('button', { name: 'Move them as well' }).click();
      await notice.waitFor({ state: 'detached' });
      const after = await territories.counts(page);
      assert.deepEqual([after[from], after[to]], [0, counts[from] + counts[to]]);
      await frame.undo(page);
      assert.deepEqual(await territories.counts(page), counts);
    });
    await app.step(t, 'fewer territories are named, and the frozen one is not among them', async () => {
      await balance.open(page);
      await balance.territories(page, Object.keys(before).length - 1);
      const line = page.getByRole('dialog').locator('.notice.warning li', { hasText: 'shared out among the others' });
      await line.waitFor();
      assert.ok(!plain(await line.textContent()).startsWith(from));
      await balance.territories(page, 1);
      await page.getByRole('dialog').locator('.notice.warning li', { hasText: 'shared out among the others' }).waitFor();
      await page.keyboard.press('Escape');
    });
    await app.step(t, 'a suggestion unfolds to all that it does', async () => {
      // The uneven plan of today leaves something to suggest.
      await page.locator('.scenario-tabs').getByRole('tab', { name: 'Today' }).click();
      const first = page.locator('.suggestion').first();
      await first.waitFor();
      await first.getByRole('button', { name: /^In full/ }).click();
      const rows = await first.locator('.suggestion-table tbody tr').allTextContents();
      assert.ok(rows.some((row) => /^Deviation from the fair share/.test(row)) && rows.some((row) => /^Customers that change hands/.test(row)), rows.join());
    });
  } finally {
    await app.close();
  }
});

test('another seller who takes a territory is told', { timeout: 90_000 }, async (t) => {
  const app = await openApp();
  const { page } = app;
  try {
    await plans.openSample(page, sample);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search or command' }).fill('new scenario');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const before = await territories.counts(page);
    const [first] = Object.keys(before);
    await app.step(t, 'its customers change hands', async () => {
      await page.locator('.territory-table tbody tr').first().locator('th .figure-button').click();
      const dialog = page.getByRole('dialog');
      const choice = dialog.getByLabel('Seller');
      const other = await choice.evaluate((select) => [...select.options].find((option) => option.value && option.value !== select.value).value);
      await choice.selectOption(other);
      await dialog.locator('button[type=submit]').click();
      await dialog.waitFor({ state: 'detached' });
      await territories.counts(page);
      assert.match(await page.locator('.territory-table tbody tr').first().textContent(), /instead of/);
      await frame.go(page, 'Compare');
      const row = page.locator('.handover-table tbody tr').first();
      await row.waitFor();
      assert.match(await row.textContent(), /another seller takes the territory: .+ instead of/);
      const moved = await page.locator('.matrix tbody tr', { hasText: 'Customers that change hands' }).textContent();
      assert.ok(moved.includes(String(before[first])), moved);
    });
  } finally {
    await app.close();
  }
});

test('sellers leave and are hired, territories merge and split, each in one step', { timeout: 120_000 }, async (t) => {
  const app = await openApp();
  const { page } = app;
  const dialog = page.getByRole('dialog');
  const choose = async (name) => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search or command' }).fill(name);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').locator('.effect-table').waitFor();
  };
  const apply = async () => {
    await dialog.getByRole('button', { name: 'Apply' }).click();
    await dialog.waitFor({ state: 'detached' });
  };
  const undone = async (before) => {
    await frame.undo(page);
    assert.deepEqual(await territories.counts(page), before);
  };
  try {
    await plans.openSample(page, sample);
    const before = await territories.counts(page);
    const [first] = Object.keys(before);
    await app.step(t, 'a leaver’s customers go to the neighbours', async () => {
      await page.locator('.territory-table tbody tr').first().getByRole('button', { name: `Actions for ${first}` }).click();
      await page.getByRole('menuitem', { name: 'A seller leaves…' }).click();
      await dialog.locator('.effect-table').waitFor();
      assert.deepEqual((await effect(page, 'Customers that move'))[1], String(before[first]));
      await apply();
      const after = await territories.counts(page);
      assert.ok(!(first in after) && sum(after) === sum(before), 'nobody is lost');
      assert.equal(Object.keys(after).length, Object.keys(before).length - 1);
      await undone(before);
    });
    await app.step(t, 'or wait in a vacant territory', async () => {
      await choose('seller leaves');
      await dialog.getByRole('radio', { name: /They wait/ }).check();
      assert.equal((await effect(page, 'Customers that move'))[1], '0');
      await apply();
      assert.match(await page.locator('.territory-table tbody tr').first().textContent(), /vacant/);
      await undone(before);
    });
    await app.step(t, 'and the leaver goes off the team list when asked', async () => {
      await choose('seller leaves');
      const box = dialog.getByRole('checkbox', { name: /off the team list/ });
      const [, name] = /Take (.*) off the team list/.exec(await box.locator('xpath=..').textContent());
      await box.check();
      await apply();
      await frame.go(page, 'Plan');
      await page.getByRole('tab', { name: 'Team' }).click();
      await page.locator('.team-table tbody tr').first().waitFor();
      const named = page.locator('.team-table').getByText(name);
      assert.equal(await named.count(), 0, `${name} is gone`);
      await frame.undo(page);
      await named.first().waitFor();
      await frame.go(page, 'Territories');
      await page.locator('.territory-table').waitFor();
      assert.deepEqual(await territories.counts(page), before);
    });
    await app.step(t, 'two are hired where load is highest', async () => {
      await choose('hire');
      await dialog.getByLabel('How many new sellers').fill('2');
      await dialog.getByLabel('How many new sellers').press('Tab');
      await dialog.getByLabel('Name of new territory 2').waitFor();
      await dialog.getByLabel('Name of new territory 1').fill('Newcomers');
      await dialog.getByLabel('Name of new territory 1').press('Tab');
      await apply();
      const after = await territories.counts(page);
      // Customers without a territory may find one; none loses theirs.
      assert.ok(after.Newcomers > 0 && sum(after) >= sum(before), JSON.stringify([before, after]));
      assert.equal(Object.keys(after).length, Object.keys(before).length + 2);
      await undone(before);
    });
    await app.step(t, 'two merge, and one is split in even halves', async () => {
      await choose('merge');
      const kept = await dialog.getByRole('radio').first().locator('xpath=..').textContent();
      await apply();
      const merged = await territories.counts(page);
      assert.equal(Object.keys(merged).length, Object.keys(before).length - 1);
      assert.ok(merged[kept.trim()] > before[kept.trim()] && sum(merged) === sum(before));
      await choose('split');
      await apply();
      const split = await territories.counts(page);
      assert.equal(Object.keys(split).length, Object.keys(before).length);
      assert.ok(split[`${first} 2`] > 0);
      await frame.undo(page);
      await undone(before);
    });
  } finally {
    await app.close();
  }
});

test('sheets, the method, and who gains and loses', { timeout: 120_000 }, async (t) => {
  const app = await openApp();
  const { page } = app;
  try {
    await plans.openSample(page, sample);
    const names = Object.keys(await territories.counts(page));
    await app.step(t, 'a scenario in which a seller left is told on the sheet of who takes over', async () => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Search or command' }).fill('new scenario');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Create', exact: true }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.keyboard.press('Control+Shift+l');
      await page.getByRole('dialog').locator('.effect-table').waitFor();
      await page.getByRole('button', { name: 'Apply' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      const counts = await territories.counts(page);
      const rows = page.locator('.territory-table tbody tr');
      const gains = await rows.evaluateAll((rows) => rows.findIndex((row) => [...row.querySelectorAll('td .figure-button')].some((cell) => /^[1-9]\d* \/ /.test(cell.textContent))));
      assert.ok(gains >= 0, 'some territory gains');
      const name = Object.keys(counts)[gains];
      await rows.nth(gains).getByRole('button', { name: `Actions for ${name}` }).click();
      await page.getByRole('menuitem', { name: 'Sheet to read and print' }).click();
      await page.locator('.sheet').waitFor();
      assert.match(await page.evaluate(() => location.hash), /^#\/territories\/sheet\/\d+$/);
      assert.equal(await page.locator('.sheet-title').textContent(), name);
      await page.locator('.sheet-picture svg circle').first().waitFor({ state: 'attached' });
      const come = page.locator('.sheet table', { hasText: 'Customers that come' });
      assert.match(await come.locator('tbody tr').first().textContent(), new RegExp(names[0]));
      await frame.saved(page);
      await page.reload();
      await page.locator('.sheet').waitFor();
      assert.equal(await page.locator('.sheet-title').textContent(), name, 'the address leads to the sheet again');
    });
    await app.step(t, 'all sheets are one file that asks for nothing', async () => {
      await page.evaluate(() => { location.hash = '#/territories/sheet/all'; });
      await page.locator('.sheet').first().waitFor();
      const { name, bytes } = await download(page, () => page.getByRole('button', { name: 'Save all as one file' }).click());
      const html = bytes.toString();
      assert.match(name, /territory sheets\.html$/);
      assert.equal(html.match(/<section id="sheet-/g).length, await page.locator('.sheet').count());
      assert.ok(!/<script|src="|url\(|https:/i.test(html));
      const other = await app.context.newPage();
      await other.setContent(html);
      assert.ok((await other.locator('section svg circle').count()) > 100);
      await other.close();
    });
    await app.step(t, 'print leaves the frame away', async () => {
      await page.emulateMedia({ media: 'print' });
      assert.ok(!(await page.locator('.topbar').isVisible()) && !(await page.locator('.no-print').first().isVisible()));
      assert.ok(await page.locator('.sheet').first().isVisible());
      await page.emulateMedia({ media: 'screen' });
    });
    await app.step(t, 'who moves and why is searched, sorted and saved', async () => {
      await frame.go(page, 'Compare');
      const rows = page.locator('.handover-table tbody tr');
      await rows.first().waitFor();
      await page.getByRole('button', { name: 'Customer', exact: true }).click();
      const sorted = await rows.locator('th bdi').allTextContents();
      assert.deepEqual(sorted.slice(0, 20), [...sorted.slice(0, 20)].sort((one, other) => one.localeCompare(other, 'en', { numeric: true })));
      await page.getByRole('searchbox').fill(sorted[0]);
      await page.waitForFunction((name) => [...document.querySelectorAll('.handover-table tbody th')].every((cell) => cell.textContent.includes(name)), sorted[0]);
      const { bytes } = await download(page, async () => {
        await page.getByRole('button', { name: 'Export', exact: true }).click();
        await page.getByRole('menuitem', { name: 'CSV', exact: true }).click();
      });
      const [head, ...found] = parseCsv(bytes.subarray(3).toString());
      assert.equal(head[0], 'Customer');
      assert.ok(found.length > 0 && found.every((cells) => cells[0].includes(sorted[0]) && cells[7].length > 0));
    });
    await app.step(t, 'the method is a page of its own', async () => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Search or command' }).fill('method');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'What is minimised' }).waitFor();
      assert.match(await page.locator('main').textContent(), /Kalcsics/);
    });
  } finally {
    await app.close();
  }
});
