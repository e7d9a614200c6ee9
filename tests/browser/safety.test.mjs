// Names are text wherever they appear: never markup, never a script, never a formula in a spreadsheet.
import assert from 'node:assert/strict';
import test from 'node:test';
import { openApp } from './support/app.mjs';
import { customers, file, header, parseCsv, table } from './support/data.mjs';
import { customerTable, download, frame, plans, wizard } from './support/pages.mjs';

const evil = (what) => `<img src=x onerror=alert(1)>${what}`;
const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
const formula = '=HYPERLINK("http://example.org";"x")';

test('names are text everywhere', { timeout: 120_000 }, async (t) => {
  const app = await openApp();
  const { page } = app;
  page.on('dialog', (dialog) => {
    app.wrongs.push(`a script of the data ran: ${dialog.message()}`);
    dialog.dismiss();
  });
  /** No element came of a name, and the name is there in full. */
  const isText = async (place, text) => {
    await page.waitForFunction((text) => document.body.textContent.includes(text), text);
    assert.equal(await page.locator('img[src="x"], [onerror]').count(), 0, place);
  };
  /** A picture is well-formed, holds nothing but drawing, and names the territories in full. */
  const isHarmless = async (picture) => {
    assert.match(picture.name, /\.svg$/);
    const seen = await page.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
      const elements = [...parsed.getElementsByTagName('*')];
      return {
        errors: parsed.getElementsByTagName('parsererror').length,
        names: [...new Set(elements.map((element) => element.localName))],
        handlers: elements.flatMap((element) => element.getAttributeNames()).filter((name) => name.startsWith('on')),
        text: parsed.documentElement.textContent,
      };
    }, picture.bytes.toString());
    assert.equal(seen.errors, 0);
    assert.deepEqual(seen.names.filter((name) => ['img', 'image', 'script', 'foreignObject', 'a'].includes(name)), []);
    assert.deepEqual(seen.handlers, []);
    assert.ok(seen.text.includes('<img src=x'), picture.name);
  };
  const head = [...header, 'seller', 'territory'];
  const rows = customers(40).map((cells, index) => [
    ...cells.with(1, quoted(index === 1 ? formula : evil(`customer ${index}`))).with(5, quoted(evil('segment'))).with(4, index ? cells[4] : quoted(evil('province'))),
    quoted(evil(`seller ${index % 2}`)),
    quoted(evil(`land ${index % 2}`)),
  ]);
  try {
    await app.step(t, 'in the import', async () => {
      await plans.create(page, evil('plan'));
      await wizard.open(page);
      await wizard.pick(page, file(`${evil('file')}.csv`.replaceAll('/', ''), table(rows, { head })));
      await wizard.answer(page);
      await isText('preview', evil('customer 0'));
      await isText('preview', evil('file'));
      await wizard.import(page);
    });
    await app.step(t, 'in the table of customers and the form', async () => {
      await customerTable.search(page, 'customer 27');
      const row = customerTable.rows(page).filter({ hasText: evil('customer 27') });
      await row.waitFor();
      await isText('table', evil('land 0'));
      await row.dblclick();
      await page.getByRole('dialog', { name: evil('customer 27') }).waitFor();
      await isText('form', evil('customer 27'));
      await page.keyboard.press('Escape');
      await customerTable.search(page, '');
      await isText('top bar', evil('plan'));
    });
    await app.step(t, 'in scenarios, the map, the charts and the tables of territories', async () => {
      await frame.go(page, 'Territories');
      await page.getByRole('button', { name: 'New scenario…' }).first().click();
      await page.getByLabel('Name of the scenario').fill(evil('scenario'));
      await page.getByRole('button', { name: 'Create', exact: true }).click();
      await page.getByRole('tab', { name: evil('scenario') }).waitFor();
      await isText('territories', evil('land 1'));
      await isText('territories', evil('seller 1'));
    });
    await app.step(t, 'in the palette and the tip on the map', async () => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').fill('customer 27');
      await page.getByRole('option', { name: evil('customer 27') }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.getByRole('application').focus();
      await page.keyboard.press('Escape');
      await page.keyboard.press('ArrowRight');
      assert.match(await page.locator('.map-tip-name').textContent(), /^<img src=x onerror=alert\(1\)>customer \d+$|^=HYPERLINK/);
      await page.keyboard.press('ArrowUp');
      await isText('tip', evil('customer'));
    });
    await app.step(t, 'in the comparison and the plan', async () => {
      await frame.go(page, 'Compare');
      await isText('compare', evil('scenario'));
      await frame.go(page, 'Plan');
      for (const tab of ['Overview', 'Team', 'Settings', 'Change log', 'Storage']) {
        await page.getByRole('tab', { name: tab, exact: true }).click();
        await isText(tab, tab === 'Team' ? evil('seller 0') : evil('plan'));
      }
      await page.getByRole('tab', { name: 'Change log', exact: true }).click();
      await isText('change log', evil('scenario'));
    });
    await app.step(t, 'in the titles of a chart and on paper', async () => {
      await frame.go(page, 'Territories');
      await page.locator('.chart-row').first().waitFor();
      const titles = await page.locator('.chart-row').evaluateAll((rows) => rows.map((row) => [row.title, row.getAttribute('aria-label')]).flat());
      assert.ok(titles.length > 0);
      assert.ok(titles.every((title) => title.includes('<img src=x onerror=alert(1)>land')), titles[0]);
      const drawn = await page.locator('.figure-drawing svg text').allTextContents();
      assert.ok(drawn.some((text) => text.trim().startsWith('<img src=x')), drawn.join());
      await page.emulateMedia({ media: 'print' });
      await isText('territories on paper', evil('land 1'));
      await page.getByRole('tab', { name: 'By customer' }).click();
      await isText('customers on paper', evil('customer'));
      await page.emulateMedia({ media: null });
      await page.getByRole('tab', { name: 'By territory' }).click();
    });
    await app.step(t, 'in the pictures of the map and of a chart', async () => {
      await page.getByRole('button', { name: 'Map settings' }).click();
      await isHarmless(await download(page, () => page.getByRole('button', { name: 'Save map as SVG' }).click()));
      await page.getByRole('button', { name: 'What to do with this chart' }).first().click();
      await isHarmless(await download(page, () => page.getByRole('menuitem', { name: 'Save as SVG' }).click()));
    });
    await app.step(t, 'in the list of plans', async () => {
      await frame.saved(page);
      await page.getByRole('link', { name: 'Qalamro' }).click();
      await isText('plans', evil('plan'));
    });
    await app.step(t, 'formulas are made harmless in CSV and come back as they were', async () => {
      await page.locator('.plan-open', { hasText: 'plan' }).first().click();
      await frame.go(page, 'Customers');
      const csv = await download(page, async () => {
        await page.getByRole('button', { name: 'Export', exact: true }).click();
        await page.getByRole('menuitem', { name: 'CSV', exact: true }).click();
      });
      const cells = parseCsv(csv.bytes.subarray(3).toString()).flat();
      assert.ok(cells.includes(`'${formula}`));
      assert.deepEqual(cells.filter((cell) => /^[=+@]/.test(cell) || /^-\D/.test(cell)), []);
      await wizard.open(page);
      await wizard.pick(page, file('again.csv', csv.bytes));
      assert.equal(await wizard.answer(page), '40 rows: 40 stay as they are.');
      await wizard.close(page);
    });
  } finally {
    await app.close();
  }
});
