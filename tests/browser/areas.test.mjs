// Areas: painting them by stroke, fill and keys, the same from the table, balancing whole areas in one piece each,
// locks, and customers kept away from a territory.
import assert from 'node:assert/strict';
import test from 'node:test';
import { openApp } from './support/app.mjs';
import { customers, file, table } from './support/data.mjs';
import { areaTable, balance, download, frame, plans, territories, wizard } from './support/pages.mjs';

const plain = (text) => text.replace(/[\u2066-\u2069]/g, '');
const said = (page) => page.locator('.map > [role=status]').textContent().then(plain);
const target = (page) => page.getByLabel('Territory to paint with').evaluate((select) => select.selectedOptions[0].textContent);
/** Whose each area is, as the table shows it. */
const owners = async (page) => Object.fromEntries((await areaTable.all(page)).map(({ name, owner }) => [name, owner]));

async function sample(app, name) {
  await plans.openSample(app.page, name);
  await app.page.locator('.map-tools [aria-pressed]').nth(3).waitFor();
}

test('areas are painted by a stroke, by filling and by keys', { timeout: 120_000 }, async (t) => {
  const app = await openApp({ language: 'en-US' });
  const { page } = app;
  try {
    await sample(app, /Medical devices in the United States/);
    const brush = page.getByRole('button', { name: 'Paint areas: drag over them' });
    await brush.click();
    const stage = page.locator('.map-stage');
    await app.step(t, 'a stroke is one step', async () => {
      const before = await territories.counts(page);
      const name = await target(page);
      await stage.scrollIntoViewIfNeeded();
      const box = await stage.boundingBox();
      await page.mouse.move(box.x + box.width * 0.55, box.y + box.height * 0.45);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.8, box.y + box.height * 0.5, { steps: 8 });
      await page.mouse.up();
      assert.match(await said(page), new RegExp(`^\\d+ areas: \\d+ customers moved to ${name}\\.$`));
      const after = await territories.counts(page);
      assert.ok(after[name] > before[name]);
      await frame.undo(page);
      assert.deepEqual(await territories.counts(page), before);
    });
    await app.step(t, 'arrow keys, brackets and Enter do the same', async () => {
      await stage.focus();
      await page.keyboard.press('ArrowRight');
      const first = await said(page);
      assert.match(first, /^.+: (\d+ customers, .+|no customers)$/);
      let reached = first;
      for (let step = 0; step < 6 && (/no customers/.test(reached) || reached === first); step += 1) {
        await page.keyboard.press(step % 2 ? 'ArrowDown' : 'ArrowRight');
        reached = await said(page);
      }
      assert.notEqual(reached, first, 'to a neighbour');
      const before = await target(page);
      await page.keyboard.press(']');
      const name = await target(page);
      assert.notEqual(name, before);
      await page.keyboard.press('Enter');
      const [area] = reached.split(':');
      const now = await said(page);
      assert.ok(now.startsWith(`${area}: `) && now.endsWith(` customers moved to ${name}.`) || now === `${area} is in ${name} already.`, now);
    });
    await app.step(t, 'a stroke is given up with Escape, painting with another', async () => {
      const before = await territories.counts(page);
      await stage.scrollIntoViewIfNeeded();
      const box = await stage.boundingBox();
      await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.5);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.5, { steps: 4 });
      await page.keyboard.press('Escape');
      await page.mouse.up();
      assert.deepEqual(await territories.counts(page), before);
      await stage.focus();
      await page.keyboard.press('Escape');
      assert.equal(await brush.getAttribute('aria-pressed'), 'false');
      assert.equal(await page.locator('.map-paint').count(), 0);
    });
    await app.step(t, 'filling takes all that hangs together', async () => {
      await page.getByRole('button', { name: 'Fill all that hangs together' }).click();
      const before = await territories.counts(page);
      await stage.focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press(']');
      const name = await target(page);
      await page.keyboard.press('Enter');
      let now = await said(page);
      // The first area may be the target's own.
      if (/already/.test(now)) {
        await page.keyboard.press(']');
        await page.keyboard.press('Enter');
        now = await said(page);
      }
      assert.match(now, /^.+: \d+ customers moved to .+\.$/, name);
      assert.notDeepEqual(await territories.counts(page), before);
      await page.getByRole('button', { name: 'End painting' }).click();
    });
    await app.step(t, 'the table gives several areas at once, keeps the keyboard and is undone', async () => {
      await areaTable.open(page);
      const before = await owners(page);
      const names = Object.keys(before);
      const name = Object.values(before).find((owner) => !owner.startsWith('Shared') && owner !== before[names[0]]);
      await page.locator('#areas').focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('Space');
      await page.keyboard.press('Shift+ArrowDown');
      await page.keyboard.press('Shift+ArrowDown');
      await page.locator('.selection-bar', { hasText: '3 selected' }).waitFor();
      await page.keyboard.press('m');
      const item = page.locator('.selection-bar').getByRole('menuitem', { name, exact: true });
      await item.waitFor();
      // The first letters reach it, as does the field where there are many.
      await page.waitForFunction(() => Boolean(document.activeElement?.closest('.menu-list')));
      await page.keyboard.type(name);
      await page.keyboard.press('Enter');
      await item.waitFor({ state: 'detached' });
      await page.waitForFunction(() => document.activeElement?.id === 'areas');
      const after = await owners(page);
      assert.deepEqual(names.slice(0, 3).map((area) => after[area]), [name, name, name]);
      assert.deepEqual(names.slice(3).map((area) => after[area]), names.slice(3).map((area) => before[area]), 'the others stay');
      await frame.undo(page);
      assert.deepEqual(await owners(page), before);
    });
    await app.step(t, 'brackets choose the territory in the table too, and Enter gives to it', async () => {
      const before = await owners(page);
      const [area] = Object.keys(before);
      await page.locator('#areas').focus();
      await page.keyboard.press('Home');
      const chosen = page.locator('.table-tools [role=status]', { hasText: 'Target territory' });
      const named = async () => /Target territory: (.*)\. Enter/.exec(plain(await chosen.textContent()))[1];
      await page.keyboard.press(']');
      let name = await named();
      if (name === before[area]) {
        await page.keyboard.press(']');
        name = await named();
      }
      await page.keyboard.press('[');
      assert.notEqual(await named(), name);
      await page.keyboard.press(']');
      assert.equal(await named(), name);
      await page.keyboard.press('Enter');
      await page.locator('.table-tools [role=status]', { hasText: 'moved to' }).waitFor();
      assert.equal((await owners(page))[area], name);
      await frame.undo(page);
      assert.deepEqual(await owners(page), before);
      // One without customers is given in the map's words: nobody moves.
      const all = await areaTable.all(page);
      const empty = all.find(({ name, owner, customers }) => customers === '0' && owner === 'No territory' && all.filter((other) => other.name.includes(name)).length === 1).name;
      const search = page.getByRole('searchbox', { name: 'Search areas' });
      await page.locator('.selection-bar').getByRole('button', { name: 'Clear selection' }).click();
      await search.fill(empty);
      await areaTable.rows(page).nth(1).waitFor({ state: 'detached' });
      await page.locator('#areas').focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('Enter');
      const given = page.locator('.table-tools [role=status]', { hasText: empty });
      await given.waitFor();
      assert.equal(plain(await given.textContent()), `${empty} given to ${name}; there is no customer in it yet.`);
      await search.fill('');
      await page.locator('#areas').focus();
      await frame.undo(page);
      assert.deepEqual(await owners(page), before);
      await page.keyboard.press('Escape');
    });
    await app.step(t, 'an area can belong to no territory, and one without customers to some', async () => {
      const all = await areaTable.all(page);
      const held = all.find(({ customers, owner }) => customers !== '0' && owner !== 'No territory');
      const empty = all.find(({ customers }) => customers === '0');
      assert.equal(empty.owner, 'No territory');
      const name = all.find(({ owner }) => owner !== 'No territory' && !owner.startsWith('Shared')).owner;
      const give = async (area, territory) => {
        await page.getByRole('searchbox', { name: 'Search areas' }).fill(area);
        await areaTable.row(page, area).dblclick();
        await page.locator('.selection-bar').getByRole('menuitem', { name: territory, exact: true }).click();
        await page.getByRole('searchbox', { name: 'Search areas' }).fill('');
        // From the field, undo would be that of what is typed.
        await page.locator('#areas').focus();
        return (await owners(page))[area];
      };
      assert.equal(await give(held.name, 'No territory'), 'No territory');
      await frame.undo(page);
      assert.equal(await give(empty.name, name), name);
      await page.getByRole('button', { name: /^Undo: 1 area without customers/ }).waitFor();
      await frame.undo(page);
      assert.equal((await owners(page))[empty.name], 'No territory');
    });
  } finally {
    await app.close();
  }
});

test('whole areas are balanced in one piece each, and locks and distances are kept', { timeout: 180_000 }, async (t) => {
  const app = await openApp({ language: 'en-US' });
  const { page } = app;
  try {
    await sample(app, /Medical devices in the United States/);
    const before = await territories.counts(page);
    const [frozen, away] = Object.keys(before);
    let after;
    await app.step(t, 'the wishes', async () => {
      // Some customers of the second territory are kept away from it.
      await page.locator('.map-legend-entry', { hasText: away }).click();
      await balance.open(page);
      await balance.shareOutAreas(page);
      await page.getByRole('checkbox', { name: 'Keep every territory in one piece' }).check();
      await balance.moreWishes(page);
      const locks = page.locator('details.wish-list', { hasText: 'Locks' });
      if (!(await locks.evaluate((element) => element.open))) await locks.locator('summary').click();
      await page.getByLabel(`Lock of ${frozen}`).selectOption({ label: 'Frozen' });
      await page.getByText('1 locked').waitFor();
      await page.getByLabel('From', { exact: true }).selectOption({ label: `Territory: ${away}` });
      await page.getByRole('button', { name: /^Keep the \d+ selected away$/ }).click();
      await page.getByRole('button', { name: /^Allow again: \d+ customers: not Territory: / }).waitFor();
    });
    await app.step(t, 'the result', async () => {
      await balance.start(page);
      await balance.result(page, { timeout: 120_000 });
      await balance.show(page);
      after = await territories.counts(page);
      assert.equal(after[frozen], before[frozen], 'a frozen territory stays as it is');
      await areaTable.open(page);
      const shown = Object.values(await owners(page));
      assert.ok(shown.length > 20);
      assert.ok(shown.filter((owner) => owner.startsWith('Shared')).length <= shown.length / 3, 'areas are whole but for what is fixed or frozen');
    });
    await app.step(t, 'areas and territories are written as maps', async () => {
      const table = await areaTable.all(page);
      await frame.go(page, 'Customers');
      const written = async (kind) => JSON.parse((await download(page, async () => {
        await page.getByRole('button', { name: 'Export', exact: true }).click();
        await page.getByRole('menuitem', { name: kind, exact: true }).click();
      })).bytes.toString());
      const areas = await written('GeoJSON of the areas');
      assert.ok(areas.features.every(({ geometry }) => /Polygon$/.test(geometry.type)));
      const owner = Object.fromEntries(areas.features.map(({ properties }) => [properties.name, properties.territory]));
      for (const { name, owner: shown } of table.filter((row) => row.owner !== 'No territory')) {
        assert.equal(owner[name], shown.replace(/^Shared, most in /, ''), name);
      }
      const whole = await written('GeoJSON of the territories');
      assert.deepEqual(whole.features.map(({ properties }) => properties.name).sort(), Object.keys(before).sort());
      const sum = (numbers) => numbers.reduce((sum, number) => sum + number, 0);
      assert.equal(sum(whole.features.map(({ properties }) => properties.customers)), sum(Object.values(after)));
      assert.ok(whole.features.some(({ geometry }) => /Polygon$/.test(geometry?.type)));
      await frame.go(page, 'Territories');
      await page.waitForSelector('.territories-grid');
    });
    await app.step(t, 'the wishes are still there', async () => {
      await balance.open(page);
      assert.equal(await page.getByLabel('Share out').evaluate((select) => select.selectedOptions[0].textContent), 'Whole provinces or areas');
      assert.equal(await page.getByRole('checkbox', { name: 'Keep every territory in one piece' }).isChecked(), true);
      assert.equal(await page.getByLabel(`Lock of ${frozen}`).evaluate((select) => select.selectedOptions[0].textContent), 'Frozen');
      await page.keyboard.press('Escape');
    });
    await app.step(t, 'somebody who is hired gets whole areas', async () => {
      await areaTable.open(page);
      const divided = async () => Object.values(await owners(page)).filter((owner) => owner.startsWith('Shared')).length;
      const before = await divided();
      await page.keyboard.press('Control+Shift+h');
      const dialog = page.getByRole('dialog');
      const row = (name) => dialog.getByRole('row', { name });
      await row(/^Territories in several pieces/).waitFor();
      const pieces = await row(/^Territories in several pieces/).locator('td').allTextContents();
      assert.ok(Number(pieces[1]) <= Number(pieces[0]), `no territory comes apart: ${pieces}`);
      const name = await dialog.locator('#churn-name-0').inputValue();
      await dialog.locator('button[type=submit]').click();
      await dialog.waitFor({ state: 'detached' });
      assert.equal(await divided(), before, 'no area is divided by it');
      assert.ok(Object.values(await owners(page)).includes(name), 'the new territory has an area');
    });
  } finally {
    await app.close();
  }
});

test('gaps of the map are named before the run and a territory may lie across them', { timeout: 90_000 }, async (t) => {
  const app = await openApp({ language: 'en-US' });
  const { page } = app;
  try {
    await plans.create(page, 'Two lands');
    const places = { Bayern: ['48.137', '11.575'], 'Schleswig-Holstein': ['54.323', '10.123'] };
    const rows = customers(300).filter((cells) => cells[4] in places).map((cells) => cells.with(2, places[cells[4]][0]).with(3, places[cells[4]][1]));
    await wizard.bring(page, file('two.csv', table(rows)));
    await frame.go(page, 'Territories');
    await page.waitForSelector('.territories-grid');
    await app.step(t, 'the gap between customers', async () => {
      await balance.open(page);
      await balance.measures(page, { Potential: 10 });
      await balance.territories(page, 1);
      await page.getByRole('checkbox', { name: 'Keep every territory in one piece' }).check();
      const line = page.getByRole('dialog').locator('.notice.warning li', { hasText: 'There is a gap' });
      await line.waitFor();
      assert.match(plain(await line.textContent()), /^There is a gap of [67]\d\d km between .+ and .+; a territory in one piece may cross it there alone\.$/);
    });
    await app.step(t, 'areas without customers lie between and join', async () => {
      await balance.shareOutAreas(page);
      await page.getByRole('checkbox', { name: 'Keep every territory in one piece' }).check();
      await page.getByRole('dialog').locator('.notice.warning li', { hasText: 'There is a gap' }).waitFor({ state: 'detached' });
      assert.equal(await page.getByRole('dialog').locator('.notice.warning li', { hasText: 'do not touch' }).count(), 0);
    });
    await app.step(t, 'the territory across it is one piece', async () => {
      await balance.start(page);
      assert.match(await balance.result(page), /Every territory is within tolerance/);
      await balance.show(page);
      assert.deepEqual(Object.values(await territories.counts(page)), [rows.length]);
      assert.equal(await page.locator('.pieces').count(), 0);
      await areaTable.open(page);
      const areas = await areaTable.all(page);
      assert.equal(areas.length, 16);
      assert.equal(new Set(areas.map(({ owner }) => owner)).size, 1, 'areas without customers belong to what lies beside them');
    });
  } finally {
    await app.close();
  }
});

test('in Persian an area too large for a territory is named before the run', { timeout: 90_000 }, async (t) => {
  const app = await openApp({ language: 'fa-IR' });
  const { page } = app;
  try {
    await sample(app, /پخش مواد غذایی در ایران/);
    await app.step(t, 'what is painted is said', async () => {
      await page.getByRole('button', { name: 'رنگ زدن نواحی: روی آن‌ها بکشید' }).click();
      await page.locator('.map-stage').focus();
      await page.keyboard.press('ArrowLeft');
      assert.match(await said(page), /^.+: ([۰-۹]+ مشتری، .+|بدون مشتری)$/);
      await page.keyboard.press('Escape');
    });
    await app.step(t, 'Tehran alone', async () => {
      await page.keyboard.press('Control+b');
      await page.getByLabel('تقسیم بر پایهٔ').selectOption({ index: 1 });
      const lines = page.getByRole('dialog').locator('.notice.warning li');
      await lines.filter({ hasText: 'تهران' }).first().waitFor();
      assert.match(plain(await lines.filter({ hasText: 'تهران' }).first().textContent()), /^تهران به‌تنهایی [۲-۴]٫[۰-۹] برابر میانگین یک منطقه در پتانسیل/);
    });
  } finally {
    await app.close();
  }
});

test('areas are searched, sorted by any column and locked together', { timeout: 90_000 }, async (t) => {
  const app = await openApp({ language: 'en-US' });
  const { page } = app;
  try {
    await sample(app, /Medical devices in the United States/);
    await areaTable.open(page);
    const names = async () => (await areaTable.all(page)).map(({ name }) => name);
    await app.step(t, 'a heading sorts, and sorts the other way', async () => {
      const before = await names();
      assert.ok(before.length > 20);
      const heading = page.locator('#areas [role=columnheader]', { hasText: 'Area' });
      assert.equal(await heading.getAttribute('aria-sort'), 'none');
      await heading.getByRole('button').click();
      await heading.getByRole('button').click();
      assert.equal(await heading.getAttribute('aria-sort'), 'descending');
      assert.deepEqual(await names(), before.toReversed());
      await heading.getByRole('button').click();
    });
    await app.step(t, 'a search finds areas by name and by territory', async () => {
      const search = page.getByRole('searchbox', { name: 'Search areas' });
      await search.fill('california');
      await page.waitForFunction(() => document.querySelectorAll('#areas .table-body [role=row]').length === 1);
      assert.deepEqual(await names(), ['California']);
      const [{ owner }] = await areaTable.all(page);
      await search.fill(owner.replace(/^Shared, most in /, ''));
      await page.waitForFunction(() => document.querySelectorAll('#areas .table-body [role=row]').length > 1);
      assert.ok((await areaTable.all(page)).every((row) => row.owner.includes(owner.replace(/^Shared, most in /, ''))));
      await search.fill('');
    });
    await app.step(t, 'the customers of several areas are kept together, in one step', async () => {
      const locked = async () => (await areaTable.all(page)).slice(0, 2).map((row) => row.locked.split(' of ').map(Number));
      const before = await locked();
      assert.ok(before.some(([fixed, all]) => fixed < all));
      const rows = areaTable.rows(page);
      await rows.first().click();
      await rows.nth(1).click({ modifiers: ['Control'] });
      const bar = page.locator('.selection-bar');
      await bar.getByRole('button', { name: 'Fix', exact: true }).click();
      assert.deepEqual(await locked(), before.map(([, all]) => [all, all]));
      await frame.undo(page);
      assert.deepEqual(await locked(), before);
      await bar.getByRole('button', { name: 'Select customers', exact: true }).click();
      await page.locator('.map-selection', { hasText: 'selected' }).first().waitFor();
    });
    await app.step(t, 'areas whose customers are held stay, and are moved as well in one step', async () => {
      const bar = page.locator('.selection-bar');
      const two = async () => (await areaTable.all(page)).slice(0, 2).map((row) => row.owner);
      const before = await two();
      await bar.getByRole('button', { name: 'Fix', exact: true }).click();
      await bar.getByRole('button', { name: 'Move to', exact: true }).click();
      await bar.getByRole('menuitem', { name: 'New England', exact: true }).click();
      const move = page.getByRole('button', { name: /^Move (it|them) as well$/ });
      await move.waitFor();
      const moved = [before[0], 'New England'];
      assert.deepEqual(await two(), moved, 'what is fixed stays, what nobody had goes');
      await move.click();
      assert.deepEqual(await two(), ['New England', 'New England']);
      await frame.undo(page);
      assert.deepEqual(await two(), moved);
      await frame.undo(page);
      assert.deepEqual(await two(), before);
    });
  } finally {
    await app.close();
  }
});
