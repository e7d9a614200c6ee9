// What is kept: edits that are followed by leaving at once, plans beside each other, plans that were damaged, and
// nothing at all once the user deletes everything.
import assert from 'node:assert/strict';
import test from 'node:test';
import { openApp } from './support/app.mjs';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { customers, file, table } from './support/data.mjs';
import { customerTable, download, frame, plans, wizard } from './support/pages.mjs';

const home = (page) => page.getByRole('link', { name: 'Qalamro' }).click();
const ownPlans = (page) => page.locator('section[aria-labelledby=own-plans] .plan-name').allTextContents();

/** All that the database holds: the number of entries of each of its object stores. */
const stored = (page) => page.evaluate(async () => {
  const wait = (request) => new Promise((done, failed) => { request.onsuccess = () => done(request.result); request.onerror = () => failed(request.error); });
  const counts = {};
  for (const { name } of await indexedDB.databases()) {
    const database = await wait(indexedDB.open(name));
    for (const store of database.objectStoreNames) counts[store] = await wait(database.transaction(store).objectStore(store).count());
    database.close();
  }
  return counts;
});

/** Flips one byte in the middle of the newest snapshot of every plan; answers how many were damaged. */
const damageNewest = (page) => page.evaluate(async () => {
  const wait = (request) => new Promise((done, failed) => { request.onsuccess = () => done(request.result); request.onerror = () => failed(request.error); });
  const database = await wait(indexedDB.open('qalamro'));
  const transaction = database.transaction('snapshots', 'readwrite');
  const done = new Promise((complete, failed) => { transaction.oncomplete = complete; transaction.onabort = failed; });
  const store = transaction.objectStore('snapshots');
  const newest = new Map();
  for (const key of await wait(store.getAllKeys())) if (!newest.has(key[0]) || newest.get(key[0])[1] < key[1]) newest.set(key[0], key);
  for (const key of newest.values()) {
    const bytes = new Uint8Array(await wait(store.get(key)));
    bytes[bytes.length >> 1] ^= 1;
    await wait(store.put(bytes, key));
  }
  await done;
  database.close();
  return newest.size;
});

test('plans are kept whatever happens', { timeout: 120_000 }, async (t) => {
  const app = await openApp();
  const { page } = app;
  // A page of the origin on which the app does not run, for a look at the storage from outside.
  const outside = async () => {
    await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
    await page.goto(`${app.url}icon.svg`);
  };
  try {
    await app.step(t, 'an edit survives leaving at once', async () => {
      await plans.create(page, 'First');
      await wizard.bring(page, file('list.csv', table(customers(200))));
      await frame.saved(page);
      for (let round = 1; round <= 3; round += 1) {
        await page.getByRole('button', { name: 'Add customer…' }).click();
        await page.getByLabel('Name', { exact: true }).fill(`Added in haste ${round}`);
        await page.getByRole('button', { name: 'Save', exact: true }).click();
        await page.getByRole('dialog').waitFor({ state: 'detached' });
        await page.reload();
        await page.locator('.plan-button', { hasText: 'First' }).waitFor();
        await frame.go(page, 'Customers');
        await page.locator('.table-count', { hasText: `${200 + round} customers` }).waitFor();
      }
    });

    await app.step(t, 'two plans and a sample stand beside each other', async () => {
      await home(page);
      await plans.create(page, 'Second');
      await frame.saved(page);
      await home(page);
      await plans.openSample(page, /Medical devices in the United States/);
      await frame.saved(page);
      await home(page);
      assert.deepEqual((await ownPlans(page)).sort(), ['First', 'Second']);
      await page.locator('.plan-open', { hasText: 'Second' }).click();
      await page.locator('.plan-button', { hasText: 'Second' }).waitFor();
      await frame.go(page, 'Customers');
      await page.getByRole('heading', { name: 'No customers yet' }).waitFor();
      await home(page);
      await page.locator('.plan-open', { hasText: 'First' }).click();
      await page.locator('.plan-button', { hasText: 'First' }).waitFor();
      await frame.go(page, 'Customers');
      await page.locator('.table-count', { hasText: '203 customers' }).waitFor();
    });

    await app.step(t, 'a changed sample begins afresh, and what was said of another plan is gone', async () => {
      await page.getByRole('button', { name: 'Add customer…' }).click();
      await page.getByLabel('Name', { exact: true }).fill('Said of the first');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await frame.undo(page);
      await frame.saved(page);
      await home(page);
      await page.locator('.plan-open', { hasText: 'Medical devices' }).click();
      await page.waitForSelector('.territories-grid');
      assert.equal(await page.locator('.notices .notice').count(), 0);
      await frame.go(page, 'Customers');
      const count = await page.locator('.table-count').textContent();
      await wizard.bring(page, file('more.csv', table(customers(5))));
      await page.getByText('5 customers added.').waitFor();
      await page.locator('.table-count', { hasText: String(Number(count.match(/\d+/)[0]) + 5) }).waitFor();
      await frame.saved(page);
      await home(page);
      await page.getByRole('button', { name: /^Start .*Medical/ }).click();
      await page.getByRole('button', { name: 'Start afresh', exact: true }).click();
      await page.waitForSelector('.territories-grid');
      assert.equal(await page.getByText('5 customers added.').count(), 0);
      await frame.go(page, 'Customers');
      await page.locator('.table-count', { hasText: count }).waitFor();
      await frame.saved(page);
      await page.reload();
      await page.locator('.plan-button', { hasText: 'Medical' }).waitFor();
      await frame.go(page, 'Customers');
      await page.locator('.table-count', { hasText: count }).waitFor();
      await home(page);
      await page.locator('.plan-open', { hasText: 'First' }).click();
      await page.locator('.plan-button', { hasText: 'First' }).waitFor();
    });

    await app.step(t, 'language and theme are remembered', async () => {
      await page.getByRole('button', { name: 'فارسی' }).click();
      await page.locator('html[lang=fa][dir=rtl]').waitFor();
      await page.getByRole('button', { name: 'پوستهٔ تیره' }).click();
      await page.locator('html[data-theme=dark]').waitFor();
      await page.reload();
      await page.locator('html[lang=fa][dir=rtl][data-theme=dark] .plan-button').waitFor();
      await page.getByRole('button', { name: 'English' }).click();
      await page.getByRole('button', { name: 'Light theme' }).click();
      await page.locator('html[lang=en][data-theme=light]').waitFor();
    });

    await app.step(t, 'a damaged plan is recovered and never shown blank', async () => {
      await outside();
      assert.ok((await damageNewest(page)) >= 2);
      await page.goto(app.url);
      const card = page.getByRole('alert').filter({ hasText: 'cannot be opened' });
      await card.waitFor();
      await card.getByRole('heading', { name: 'The plan “First” cannot be opened' }).waitFor();
      assert.match(await card.textContent(), /checksum/);
      assert.match(await card.textContent(), /cannot be read/);
      assert.equal(await page.locator('.plan-button').count(), 0);
      await card.getByRole('button', { name: 'Restore this version' }).first().click();
      await page.locator('.plan-button', { hasText: 'First' }).waitFor();
      await frame.go(page, 'Customers');
      await page.locator('.table-count', { hasText: /20\d customers/ }).waitFor();
      await frame.saved(page);
      await page.reload();
      await page.locator('.plan-button', { hasText: 'First' }).waitFor();
    });

    await app.step(t, 'Delete all my data leaves nothing', async () => {
      await home(page);
      await page.getByRole('button', { name: 'Delete all my data…' }).click();
      await page.getByRole('button', { name: 'Yes, delete every plan and setting' }).click();
      await page.getByText('Everything this app kept here is deleted.').waitFor();
      await page.getByRole('heading', { name: 'No plans yet' }).waitFor();
      // Also not after the page is left, when the app saves what it holds.
      await outside();
      const counts = await stored(page);
      assert.deepEqual(Object.entries(counts).filter(([, count]) => count > 0), []);
      assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
      assert.deepEqual(await page.evaluate(async () => ('caches' in window ? caches.keys() : [])), []);
    });
  } finally {
    await app.close();
  }
});

/** Opens a plan's file from the page of plans. */
async function openFile(page, picked) {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Open a file…' }).first().click()]);
  await chooser.setFiles(picked);
}

/** All customers with their territories, as the page exports them. */
async function exported(page) {
  await frame.go(page, 'Customers');
  await page.getByRole('button', { name: /^Export/ }).first().click();
  return (await download(page, () => page.getByRole('menuitem', { name: /CSV/ }).first().click())).bytes.toString();
}

test('a plan’s file brings all of it back, as a plan of the user’s own', { timeout: 120_000 }, async (t) => {
  const app = await openApp();
  const { page } = app;
  let saved;
  let before;
  try {
    await app.step(t, 'the file of a changed sample opens as an own plan, and is in the list', async () => {
      await plans.openSample(page, /Medical devices in the United States/);
      await frame.saved(page);
      await frame.go(page, 'Customers');
      await page.getByRole('button', { name: 'Add customer…' }).click();
      await page.getByLabel('Name', { exact: true }).fill('Only in the file');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      before = await exported(page);
      assert.match(before, /Only in the file/);
      saved = await download(page, () => page.keyboard.press('Control+s'));
      await home(page);
      await openFile(page, file(saved.name, saved.bytes, 'application/json'));
      await page.waitForSelector('.territories-grid');
      await frame.saved(page);
      await home(page);
      await plans.create(page, 'Beside it');
      await frame.saved(page);
      await home(page);
      assert.deepEqual((await ownPlans(page)).length, 2);
      await page.locator('section[aria-labelledby=own-plans] .plan-open', { hasText: 'customers' }).filter({ hasNotText: 'Beside it' }).click();
      await page.waitForSelector('.territories-grid');
      assert.equal(await exported(page), before);
    });

    await app.step(t, 'after everything was deleted the file brings the same customers and territories', async () => {
      await home(page);
      await page.getByRole('button', { name: 'Delete all my data…' }).click();
      await page.getByRole('button', { name: 'Yes, delete every plan and setting' }).click();
      await page.getByRole('heading', { name: 'No plans yet' }).waitFor();
      await openFile(page, file(saved.name, saved.bytes, 'application/json'));
      await page.waitForSelector('.territories-grid');
      await frame.saved(page);
      assert.equal(await exported(page), before);
      await home(page);
      assert.equal((await ownPlans(page)).length, 1);
      // The sample itself is not in its place.
      assert.equal(await page.getByRole('button', { name: /^Start afresh/ }).count(), 0);
      await page.reload();
      await page.locator('.plan-button').waitFor();
      assert.equal(await exported(page), before);
    });

    await app.step(t, 'a file beyond the limit is refused before it is read', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'qalamro-plans-'));
      const huge = join(folder, 'huge.qalamro');
      await writeFile(huge, '');
      await truncate(huge, 201 * 1024 * 1024);
      try {
        await home(page);
        await page.evaluate(() => { Blob.prototype.arrayBuffer = () => Promise.reject(new Error('it was read')); });
        await openFile(page, huge);
        const told = page.locator('.notice.error', { hasText: 'huge.qalamro' });
        await told.waitFor();
        assert.match(await told.textContent(), /larger than 200 MB/);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
  } finally {
    await app.close();
  }
});

test('a plan that is on its way is made once', { timeout: 60_000 }, async () => {
  const app = await openApp();
  const { page } = app;
  const create = async () => {
    await page.getByRole('button', { name: 'New plan…' }).click();
    const name = await page.getByLabel('Name of the plan').inputValue();
    await page.getByRole('button', { name: 'Create' }).evaluate((button) => { button.click(); button.click(); });
    await page.getByRole('heading', { name: 'No customers yet' }).waitFor();
    await frame.saved(page);
    await home(page);
    return name;
  };
  try {
    // What plans are read with is slow to come.
    await page.route('**/*.wasm', async (route) => { await new Promise((done) => setTimeout(done, 400)); await route.continue(); });
    assert.deepEqual([await create(), await create(), await create()], ['Sales plan', 'Sales plan 2', 'Sales plan 3']);
    assert.deepEqual((await ownPlans(page)).sort(), ['Sales plan', 'Sales plan 2', 'Sales plan 3']);
    const sample = page.getByRole('button', { name: /Medical devices in the United States/ });
    await page.route('**/samples/*', async (route) => { await new Promise((done) => setTimeout(done, 800)); await route.continue(); });
    await sample.click();
    await page.locator('.page-narrow[aria-busy=true]').waitFor();
    assert.ok(await sample.isDisabled());
    assert.equal(await page.locator('.plans-opening').textContent(), 'Opening…');
    await page.waitForSelector('.territories-grid');
  } finally {
    await app.close();
  }
});

for (const [browser, language, direction] of [['fa-IR', 'fa', 'rtl'], ['de-DE', 'en', 'ltr']]) {
  test(`a browser in ${browser} begins in ${language}`, { timeout: 30_000 }, async () => {
    const app = await openApp({ language: browser });
    try {
      await app.page.locator(`html[lang=${language}][dir=${direction}]`).waitFor();
      await app.page.getByRole('heading', { level: 1, name: language === 'fa' ? 'برنامه‌های شما روی همین دستگاه می‌ماند.' : 'Your plans stay on this machine.' }).waitFor();
    } finally {
      await app.close();
    }
  });
}
