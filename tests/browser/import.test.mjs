// What comes in: files that are no lists, lists with faults, lists as Persian and German spreadsheets write them.
// Whatever is refused or given up leaves the plan as it was.
import assert from 'node:assert/strict';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { openApp } from './support/app.mjs';
import { customers, file, parseCsv, table, zipBomb } from './support/data.mjs';
import { customerTable, download, frame, plans, wizard } from './support/pages.mjs';

const base = customers(50);
const undoButton = (page) => page.getByRole('button', { name: /^Undo/ });

/** The plan holds the first fifty customers, and importing them is the last step. */
async function untouched(page) {
  await page.locator('.table-count', { hasText: /^50 customers$/ }).waitFor();
  await customerTable.search(page, '');
  assert.match(await undoButton(page).getAttribute('aria-label'), /50/);
}

/** Windows-1256, as Excel writes Persian text; it has no Persian ye or ke, so the Arabic letters stand for them. */
function windows1256(text) {
  const letters = new TextDecoder('windows-1256').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  return Buffer.from([...text].map((letter) => {
    const byte = letters.indexOf(letter);
    assert.ok(byte >= 0, `the encoding has no ${letter}`);
    return byte;
  }));
}

/** A cell of the first row that has this text. */
async function row(page, text) {
  await customerTable.search(page, text);
  const row = customerTable.rows(page).first();
  await row.waitFor();
  return row.textContent();
}

test('bad input is named and leaves the plan untouched', { timeout: 120_000 }, async (t) => {
  const app = await openApp();
  const { page } = app;
  // Large files are picked from the disk; 30 MB of nothing take no room there.
  const folder = await mkdtemp(join(tmpdir(), 'qalamro-files-'));
  const [large, huge] = ['large.csv', 'huge.csv'].map((name) => join(folder, name));
  await writeFile(large, '');
  await truncate(large, 30 * 1024 * 1024);
  await writeFile(huge, table(customers(100_000, 11)));
  try {
    await app.step(t, 'fifty customers are there', async () => {
      await plans.create(page, 'Base');
      assert.equal(await wizard.bring(page, file('base.csv', table(base))), '50 rows: 50 new.');
      await untouched(page);
      await frame.saved(page);
    });

    const refused = [
      ['an empty file', file('empty.csv', ''), /“empty\.csv” is empty\./],
      ['a file of 30 MB', large, /“large\.csv” is 30 MB; at most 20 MB are read\./],
      ['a program called .csv', file('program.csv', Buffer.from('7f454c4602010100000000000000000003003e0001000000'.repeat(40), 'hex')), /“program\.csv” is neither a text file nor a spreadsheet\./],
      ['an archive that unpacks to 512 MB', file('bomb.xlsx', zipBomb(), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'), /“bomb\.xlsx” unpacks to far more data than a spreadsheet holds/],
      ['an OpenDocument spreadsheet', file('list.ods', Buffer.from('PK\x03\x04\x14\x00\x00\x08mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK', 'latin1')), /“list\.ods” is a spreadsheet in the format ODS, which is not read\. Open it and save it as XLSX\./],
      ['an old Excel file', file('old.xls', Buffer.from('d0cf11e0a1b11ae1'.repeat(64), 'hex')), /“old\.xls” is an old Excel file.*save it as XLSX/],
      ['a workbook cut short', file('cut.xlsx', Buffer.from('PK\x03\x04 and then nothing', 'latin1')), /“cut\.xlsx” cannot be read as a spreadsheet/],
    ];
    for (const [what, bad, words] of refused) {
      await app.step(t, `${what} is refused`, async () => {
        await wizard.open(page);
        await wizard.pick(page, bad);
        assert.match(await wizard.refusal(page), words);
        // The wizard stays ready for the right file.
        assert.ok(await page.getByRole('button', { name: 'Choose a file…' }).isVisible());
        await wizard.close(page);
        await untouched(page);
      });
    }

    await app.step(t, 'importing again updates by identifier', async () => {
      const again = base.map((cells, index) => (index < 10 ? cells.with(7, '99999') : cells));
      const said = await wizard.bring(page, file('again.csv', table([...again, ...customers(55).slice(50)])));
      assert.equal(said, '55 rows: 5 new, 10 change, 40 stay as they are.');
      await page.getByText('5 customers added, 10 changed.').waitFor();
      await page.locator('.table-count', { hasText: /^55 customers$/ }).waitFor();
      await frame.undo(page);
      await untouched(page);
    });

    await app.step(t, 'latitude and longitude that are swapped are put right', async () => {
      const swapped = base.map((cells) => cells.with(2, cells[3]).with(3, cells[2]));
      await wizard.open(page);
      await wizard.pick(page, file('swapped.csv', table(swapped)));
      // Which way round is right is known as soon as the country is.
      await page.locator('summary', { hasText: 'Reading options' }).click();
      await page.getByLabel('Provinces or states are in').selectOption({ label: 'Germany' });
      await page.getByText('Latitude and longitude look swapped, so they are read the other way round.').waitFor();
      await page.getByRole('button', { name: 'Read as they are' }).click();
      await page.getByRole('button', { name: 'Swap them' }).waitFor();
      await page.locator('.import-answer h1', { hasText: '50 change' }).waitFor();
      await page.getByRole('button', { name: 'Swap them' }).click();
      await page.locator('.import-answer h1', { hasText: '50 stay as they are' }).waitFor();
      await wizard.close(page);
      await untouched(page);
    });

    await app.step(t, 'an import of 100,000 rows can be given up', async () => {
      await wizard.open(page);
      await wizard.pick(page, huge);
      // Told to import before all rows were looked through; the page answers while they are.
      await page.locator('.import-answer').waitFor({ timeout: 30_000 });
      await page.getByRole('dialog').getByRole('button', { name: /^Import/ }).click();
      await page.locator('summary', { hasText: 'Reading options' }).click();
      assert.ok(await page.getByLabel('Columns are parted by').isVisible());
      await page.getByRole('button', { name: 'Cancel the import' }).click();
      await page.getByRole('button', { name: 'Another file…' }).waitFor();
      await wizard.close(page);
      await frame.go(page, 'Territories');
      await page.waitForSelector('.territories-grid');
      await frame.go(page, 'Customers');
      await untouched(page);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
    await app.close();
  }
});

test('faulty rows are named and the others come in', { timeout: 90_000 }, async (t) => {
  const app = await openApp();
  const { page } = app;
  try {
    await app.step(t, 'of 40,000 rows 300 are left out', async () => {
      await plans.create(page, 'Large');
      const rows = customers(40_000);
      for (let number = 0; number < 100; number += 1) {
        rows[number * 100][2] = 'north';
        rows[number * 100 + 1][6] = '-5';
        rows[number * 100 + 2][3] = '412.5';
      }
      await wizard.open(page);
      await wizard.pick(page, file('large.csv', table(rows)));
      assert.equal(await wizard.answer(page), '40,000 rows: 39,700 new, 300 left out with errors.');
      const problem = (title) => page.locator('.import-problem', { hasText: title });
      for (const [title, column, place] of [
        ['Cells that are not numbers: 100', 'C (latitude)', /Row\s*2\s*: ?north/],
        ['Figures below zero: 100', 'G (potential)', /Row\s*3\s*: ?-5/],
        ['Places that are not on the globe: 100', 'D (longitude)', /Row\s*4\s*: ?412\.5/],
      ]) {
        await problem(title).locator('summary').click();
        assert.ok((await problem(title).locator('summary').textContent()).includes(column), title);
        assert.match(await problem(title).locator('li').first().textContent(), place);
        assert.equal(await problem(title).locator('li').count(), 100);
      }
      await wizard.close(page);
    });

    await app.step(t, 'three hundred rows with one fault are all in sight, and in a list to keep', async () => {
      const rows = customers(40_000);
      for (let number = 0; number < 300; number += 1) rows[number * 100][2] = `north ${number}`;
      await wizard.open(page);
      await wizard.pick(page, file('large.csv', table(rows)));
      assert.equal(await wizard.answer(page), '40,000 rows: 39,700 new, 300 left out with errors.');
      const problem = page.locator('.import-problem', { hasText: 'Cells that are not numbers: 300' });
      await problem.locator('summary').click();
      await problem.locator('li').last().waitFor();
      assert.equal(await problem.locator('li').count(), 300);
      assert.match(await problem.locator('li').last().textContent(), /Row\s*29902\s*: ?north 299/);
      const saved = await download(page, () => page.getByRole('button', { name: 'Save all problems as CSV' }).click());
      assert.match(saved.name, /problems\.csv$/);
      const lines = parseCsv(saved.bytes.toString().replace(/^\ufeff/, ''));
      assert.deepEqual(lines[0], ['Row', 'Column', 'What', 'Value in the file', 'What becomes of the row']);
      assert.equal(lines.length, 301);
      assert.deepEqual([lines[300][0], lines[300][1], lines[300][3]], ['29902', 'C (latitude)', 'north 299']);
      await wizard.import(page);
      await page.locator('.table-count', { hasText: /^39,700 customers$/ }).waitFor();
    });
  } finally {
    await app.close();
  }
});

test('a second list finds the customers that are there, however its columns are called', { timeout: 90_000 }, async (t) => {
  const app = await openApp();
  const { page } = app;
  const list = customers(6);
  try {
    await plans.create(page, 'Twice');
    await wizard.bring(page, file('first.csv', table(list)));

    await app.step(t, 'a column of known identifiers is taken for theirs', async () => {
      const again = list.map(([code], index) => [code, String(1_000 + index)]);
      const said = await wizard.bring(page, file('second.csv', table(again, { head: ['Acct #', 'Net rev. 2024'], delimiter: ';' })));
      assert.equal(said, '6 rows: 6 change.');
      await page.locator('.table-count', { hasText: /^6 customers$/ }).waitFor();
      await wizard.open(page);
      await wizard.pick(page, file('third.csv', table(again, { head: ['Whatever', 'Net rev. 2024'], delimiter: ';' })));
      assert.equal(await wizard.answer(page), '6 rows: 6 stay as they are.');
      await wizard.close(page);
    });

    await app.step(t, 'a file without identifiers is warned of', async () => {
      await wizard.open(page);
      await wizard.pick(page, file('named.csv', table([['New shop', '5']], { head: ['name', 'sales'] })));
      await page.getByText('no column of this file is taken for theirs').waitFor();
      await wizard.close(page);
    });

    await app.step(t, 'a column is known by its name from another file', async () => {
      const head = ['identifier', 'name', 'lat', 'lon', 'Blorb'];
      const rows = list.map(([code, name, latitude, longitude], index) => [code, name, latitude, longitude, String(7_000 + index)]);
      await wizard.open(page);
      await wizard.pick(page, file('blorb.csv', table(rows, { head })));
      await wizard.answer(page);
      await page.getByLabel(/“Blorb” is/).selectOption({ label: 'Sales last year' });
      await page.locator('.import-answer h1', { hasText: '6 change' }).waitFor();
      await wizard.import(page);
      await wizard.open(page);
      await wizard.pick(page, file('other.csv', table(rows.map(([code, , , , figure]) => [figure, code]), { head: ['blorb', 'identifier'] })));
      await page.getByText('Some columns are read as you chose for columns of the same names in other files.').waitFor();
      assert.equal(await page.getByLabel(/“blorb” is/).evaluate((choice) => choice.selectedOptions[0].textContent.trim()), 'Sales last year');
      await wizard.close(page);
    });
  } finally {
    await app.close();
  }
});

test('reading a large workbook shows how far it is and can be given up', { timeout: 120_000 }, async (t) => {
  const app = await openApp();
  const { page } = app;
  try {
    await plans.create(page, 'Workbook');
    await wizard.bring(page, file('list.csv', table(customers(20_000))));
    await page.getByRole('button', { name: /^Export/ }).first().click();
    const book = await download(page, () => page.getByRole('menuitem', { name: /XLSX|Excel/ }).first().click());
    const xlsx = file('large.xlsx', book.bytes, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');

    await app.step(t, 'Cancel leads back to the choice of a file at once', async () => {
      await wizard.open(page);
      await wizard.pick(page, xlsx);
      const bar = page.getByRole('dialog').getByRole('progressbar');
      await bar.waitFor();
      await page.getByText('Reading “large.xlsx”…').waitFor();
      // In the page, since the file may be read before a click from outside arrives.
      await page.waitForFunction(() => {
        if (!(Number(document.querySelector('dialog [role=progressbar]')?.ariaValueNow) > 0)) return false;
        [...document.querySelectorAll('dialog button')].find((button) => button.textContent.trim() === 'Cancel').click();
        return true;
      });
      await page.getByRole('button', { name: 'Choose a file…' }).waitFor({ timeout: 5_000 });
      await page.waitForTimeout(500);
      assert.equal(await page.locator('.import-answer').count(), 0);
    });

    await app.step(t, 'the same file is read after that, in one view', async () => {
      await page.evaluate(() => {
        window.seen = [];
        const look = () => {
          const seen = document.querySelector('.import-answer') ? 'rows' : document.querySelector('.import-reading') ? 'reading' : 'choice';
          if (window.seen.at(-1) !== seen) window.seen.push(seen);
          if (seen !== 'rows') requestAnimationFrame(look);
        };
        look();
      });
      await wizard.pick(page, xlsx);
      await wizard.answer(page);
      assert.deepEqual(await page.evaluate(() => window.seen), ['choice', 'reading', 'rows']);
      await wizard.close(page);
      await page.locator('.table-count', { hasText: /^20,000 customers$/ }).waitFor();
    });
  } finally {
    await app.close();
  }
});

test('lists are read as spreadsheets in Persian and German write them', { timeout: 90_000 }, async (t) => {
  const app = await openApp();
  const { page } = app;
  try {
    await plans.create(page, 'Kinds');

    await app.step(t, 'Windows-1256', async () => {
      const text = 'کد,نام,عرض جغرافيايي,طول جغرافيايي,استان,فروش\r\nW1,فروشگاه سپهر,35.7,51.4,تهران,1200\r\nW2,پخش چمران,36.3,59.6,خراسان رضوي,800\r\n'.replaceAll('ک', 'ك');
      const said = await wizard.bring(page, file('excel.csv', windows1256(text)));
      assert.equal(said, '2 rows: 2 new.');
      assert.match(await row(page, 'W1'), /فروشگاه سپهر/);
      assert.match(await row(page, 'W2'), /پخش چمران/);
    });

    await app.step(t, 'semicolons and decimal commas', async () => {
      const text = 'Customer number;Name;Latitude;Longitude;Sales\r\nS1;Müller & Söhne;52,52;13,405;1.234,50\r\nS2;Straßer;48,137;11,575;2.500,00\r\n';
      await wizard.open(page);
      await wizard.pick(page, file('german.csv', text));
      assert.match(await wizard.answer(page), /^2 rows: 2 new\./);
      await page.locator('.import-table tbody tr').first().getByText('52.52').waitFor();
      await wizard.import(page);
      assert.match(await row(page, 'S1'), /Müller & Söhne.*1,23[45]/);
    });

    await app.step(t, 'Persian digits', async () => {
      const text = 'شناسه,نام,عرض جغرافیایی,طول جغرافیایی,فروش\r\nP1,بازرگانی آریا,۳۵٫۷۰,۵۱٫۴۰,۱٬۲۵۰\r\nP2,داروخانهٔ مهر,۲۹٫۶۱,۵۲٫۵۳,۹۸۰\r\n';
      await wizard.open(page);
      await wizard.pick(page, file('persian.csv', text));
      assert.match(await wizard.answer(page), /^2 rows: 2 new\./);
      await page.locator('.import-table tbody tr').first().getByText('35.7', { exact: true }).waitFor();
      await wizard.import(page);
      assert.match(await row(page, 'P1'), /بازرگانی آریا.*1,250/);
    });

    await app.step(t, 'cells pasted from a spreadsheet', async () => {
      await page.evaluate((text) => navigator.clipboard.writeText(text), 'identifier\tname\tlatitude\tlongitude\tsales\nV1\tPasted one\t50.1\t8.7\t100\nV2\tPasted two\t50.2\t8.8\t200\n');
      await wizard.open(page);
      await page.keyboard.press('Control+v');
      assert.match(await wizard.answer(page), /^2 rows: 2 new\./);
      await wizard.import(page);
      assert.match(await row(page, 'V2'), /Pasted two/);
      await customerTable.search(page, '');
      await page.locator('.table-count', { hasText: /^8 customers$/ }).waitFor();
    });
  } finally {
    await app.close();
  }
});

test('a file that may lie in two countries is asked about before it comes in', { timeout: 90_000 }, async (t) => {
  const app = await openApp();
  const { page } = app;
  const button = () => page.getByRole('dialog').getByRole('button', { name: /^Import/ });
  // Around Tehran: the other way round the same figures lie in Russia, south of Kursk.
  const places = Array.from({ length: 60 }, (_, index) => [(35.4 + (index % 10) / 20).toFixed(2), (51.2 + (index % 6) / 10).toFixed(2)]);
  const list = (rows) => rows.map(([latitude, longitude], index) => [`Q${index}`, `Shop ${index}`, latitude, longitude]);
  const head = ['id', 'name', 'lat', 'lon'];
  try {
    await plans.create(page, 'Order');
    for (const [name, rows, answer, left] of [
      ['right', places.map((pair, index) => (index === 7 ? ['95.2', pair[1]] : pair)), 'In Iran, as written', 1],
      ['swapped', places.map(([latitude, longitude]) => [longitude, latitude]), 'In Iran, the other way round', 0],
    ]) {
      await app.step(t, `${name}: both readings are shown, and Import waits`, async () => {
        await wizard.open(page);
        await wizard.pick(page, file(`${name}.csv`, table(list(rows), { head })));
        await page.getByRole('group', { name: /Are the customers in/ }).waitFor({ timeout: 30_000 });
        assert.ok(await button().isDisabled());
        await page.getByText('Say which way round latitude and longitude are.').waitFor();
        await page.getByRole('button', { name: answer }).click();
        await page.locator('.import-answer h1', { hasText: `${60 - left} get their province from the map` }).waitFor({ timeout: 30_000 });
        assert.ok(await button().isEnabled());
        await wizard.close(page);
      });
    }
  } finally {
    await app.close();
  }
});

test('months, dates, single swapped rows and missing provinces are asked about and told', { timeout: 90_000 }, async (t) => {
  const app = await openApp();
  const { page } = app;
  const first = () => page.locator('.import-table tbody tr').first();
  try {
    await plans.create(page, 'Choices');
    const head = ['id', 'name', 'lat', 'lon', 'province', 'monthly sales', 'customer since', 'hours', 'visits'];
    const rows = Array.from({ length: 12 }, (_, index) => [`T${index}`, `Shop ${index}`, '52.50', '13.40', '', '100.00', '03/04/2021', '', '']);
    [rows[5][2], rows[5][3]] = [rows[5][3], rows[5][2]];
    [rows[6][7], rows[6][8]] = ['12', '24'];
    const sheet = file('choices.csv', table(rows, { head }));

    await app.step(t, 'what a column of months is multiplied by is shown and can be changed', async () => {
      await wizard.open(page);
      await wizard.pick(page, sheet);
      await wizard.answer(page);
      await page.locator('summary', { hasText: 'Reading options' }).click();
      await page.getByLabel('Provinces or states are in').selectOption({ label: 'Germany' });
      await first().getByText('100.00 × 12').waitFor();
      await page.getByLabel('Period of “monthly sales”').selectOption({ label: 'per quarter ×4' });
      await first().getByText('100.00 × 4').waitFor();
      await first().getByText('400', { exact: true }).waitFor();
      // Zeros at the end are no other figure.
      assert.equal(await first().getByText('52.50').count(), 0);
    });

    await app.step(t, 'dates that can be read in two ways wait for an answer', async () => {
      const button = page.getByRole('dialog').getByRole('button', { name: /^Import/ });
      assert.ok(await button.isDisabled());
      await page.getByRole('button', { name: /^Month, day, year.*4 March 2021/ }).waitFor();
      await page.getByRole('button', { name: /^Day, month, year.*3 April 2021/ }).click();
      await first().getByText('2021-04-03').waitFor();
    });

    await app.step(t, 'one swapped row of a good file is put right', async () => {
      await page.locator('.import-problem', { hasText: 'Rows whose latitude and longitude look swapped: 1' }).waitFor();
      await page.locator('.import-problem', { hasText: 'Visits beside hours: 1' }).waitFor();
      await page.getByRole('button', { name: 'Swap these rows' }).click();
      await page.locator('.import-answer h1', { hasText: '12 rows: 12 new. 12 get their province from the map' }).waitFor();
      await wizard.import(page);
      assert.match(await row(page, 'T5'), /Berlin/);
      assert.match(await row(page, 'T0'), /400/);
    });

    await app.step(t, 'what was chosen is remembered, and the customer shows since when', async () => {
      await customerTable.search(page, '');
      await wizard.open(page);
      await wizard.pick(page, sheet);
      await page.locator('.import-answer h1', { hasText: '1 changes, 11 stay as they are' }).waitFor({ timeout: 30_000 });
      await wizard.close(page);
      await customerTable.rows(page).first().dblclick();
      const since = page.getByLabel('Customer since');
      assert.equal(await since.inputValue(), '2021-04-03');
      await since.fill('03/04/2021');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('This is no day that can be read in one way.').waitFor();
    });
  } finally {
    await app.close();
  }
});

test('what a file leaves open is asked or said before it comes in', { timeout: 180_000 }, async (t) => {
  const app = await openApp();
  const { page } = app;
  const dialog = page.getByRole('dialog');
  const answer = (text) => page.locator('.import-answer h1', { hasText: text }).waitFor({ timeout: 30_000 });
  const states = ['Massachusetts', 'Ohio', 'Texas'];
  const places = [[42.3, -71.1], [40.0, -83.0], [30.3, -97.7]];
  const shops = Array.from({ length: 30 }, (_, index) => {
    const [latitude, longitude] = places[index % 3];
    const isPlaced = index % 10 !== 9;
    return [`U${index}`, `Shop ${index}`, isPlaced ? (latitude + index / 100).toFixed(4) : '', isPlaced ? (longitude + index / 100).toFixed(4) : '', states[index % 3], String(50_000 + index * 1_000), index % 3 === 0 ? 'Ann' : 'Bob', index % 3 === 0 ? 'North' : 'South'];
  });
  const head = ['identifier', 'name', 'latitude', 'longitude', 'state', 'sales', 'seller', 'territory'];
  try {
    await plans.create(page, 'Questions');

    await app.step(t, 'the country is found out from places and states', async () => {
      await wizard.open(page);
      await wizard.pick(page, file('states.csv', table(shops, { head })));
      await answer('30 rows: 30 new.');
      await dialog.getByText('The places and areas of the file are in United States').waitFor();
      await page.getByText('No problems in any row.').waitFor();
      await wizard.import(page);
      await frame.go(page, 'Territories');
      await page.waitForSelector('.territories-grid');
      assert.equal(await page.getByText('no place on the map').count(), 0);
      await frame.go(page, 'Customers');
    });

    await app.step(t, 'an update in another unit waits for an answer', async () => {
      await wizard.open(page);
      await wizard.pick(page, file('units.csv', table(shops.map((cells) => [cells[0], String(Number(cells[5]) / 1_000)]), { head: ['identifier', 'sales'] })));
      await answer('30 rows: 30 change.');
      const button = dialog.getByRole('button', { name: /^Import/ });
      assert.ok(await button.isDisabled());
      await dialog.getByRole('group', { name: /^Which unit are the amounts of “.?sales.?” in\? Read in USD, “.?Shop/ }).getByRole('button', { name: /^thousand USD/ }).click();
      await answer('30 rows: 30 stay as they are.');
      assert.ok(await button.isEnabled());
      await wizard.close(page);
    });

    await app.step(t, 'a row of sums stays out and can be taken in', async () => {
      await wizard.open(page);
      const total = shops.reduce((sum, cells) => sum + Number(cells[5]), 0);
      await wizard.pick(page, file('total.csv', table([...shops, ['', 'Grand total', '', '', '', String(total), '', '']], { head })));
      await answer('31 rows: 30 stay as they are, 1 row of sums left out.');
      await dialog.getByRole('button', { name: 'Take them in' }).click();
      await answer('31 rows: 1 new, 30 stay as they are.');
      await dialog.getByRole('button', { name: 'Leave them out' }).click();
      await answer('1 row of sums left out.');
      await wizard.close(page);
    });

    await app.step(t, 'another seller is told before and comes in', async () => {
      await wizard.open(page);
      await wizard.pick(page, file('sellers.csv', table(shops.map((cells) => [cells[0], cells[6] === 'Ann' ? 'Cyd' : cells[0] === 'U1' ? 'Cyd' : 'Bob', cells[7]]), { head: ['identifier', 'seller', 'territory'] })));
      await page.locator('.import-answer h1', { hasText: /30 rows: 11 change, 19 stay as they are\. 1 customer gets another territory\. Territory “.?North.?” goes from .?Ann.? to .?Cyd.?\./ }).waitFor();
      await wizard.import(page);
      await frame.undo(page);
    });

    await app.step(t, 'a file without identifiers is the same customers', async () => {
      await wizard.open(page);
      const bare = file('bare.csv', table(shops.map((cells) => cells.slice(1)), { head: head.slice(1) }));
      await wizard.pick(page, bare);
      await answer('30 rows: 30 stay as they are.');
      await dialog.getByText('customers of the plan by name and place').waitFor();
      await dialog.getByRole('button', { name: 'Add them as new' }).click();
      await answer('30 rows: 30 new.');
      await dialog.getByRole('button', { name: 'Update those customers' }).click();
      await answer('30 stay as they are.');
      await wizard.close(page);
    });

    await app.step(t, 'territories go into the scenario that is chosen', async () => {
      await page.locator('.scenario-tabs .icon-button').first().click();
      await dialog.getByRole('textbox').fill('Other');
      await page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'detached' });
      await wizard.open(page);
      await wizard.pick(page, file('moves.csv', table(shops.slice(0, 3).map((cells) => [cells[0], 'South']), { head: ['identifier', 'territory'] })));
      await answer('1 customer gets another territory.');
      const target = page.getByLabel('Territories and sellers of the file go into');
      assert.equal(await target.evaluate((select) => select.selectedOptions[0].textContent), 'Other');
      await wizard.import(page);
      await page.locator('.scenario-tabs').getByRole('tab', { name: 'Today', exact: true }).click();
      await wizard.open(page);
      await wizard.pick(page, file('same.csv', table(shops, { head })));
      await answer('30 rows: 30 stay as they are.');
      await target.selectOption({ label: 'Other' });
      await answer('1 customer gets another territory.');
      await wizard.close(page);
    });
  } finally {
    await app.close();
  }
});

test('decimals with a slash give places', { timeout: 60_000 }, async (t) => {
  const app = await openApp({ language: 'fa-IR' });
  const { page } = app;
  try {
    await app.step(t, 'in Latin digits, as Excel with Persian settings writes them', async () => {
      await page.getByRole('button', { name: 'برنامهٔ تازه…' }).click();
      await page.getByRole('dialog').locator('.button.main').click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.keyboard.press('Control+i');
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'انتخاب فایل…' }).click()]);
      await chooser.setFiles(file('slash.csv', 'کد مشتری;نام مشتری;عرض جغرافیایی;طول جغرافیایی\r\nM-1;پارس;35/7012;51/4\r\nM-2;آسیا;29/61;52/5312\r\n'));
      // Both get their provinces from the map, so both have places.
      await page.locator('.import-answer h1', { hasText: '۲ سطر: ۲ مشتری تازه. استان ۲ مشتری' }).waitFor({ timeout: 30_000 });
    });
  } finally {
    await app.close();
  }
});
