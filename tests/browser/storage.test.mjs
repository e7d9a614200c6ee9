// What is kept: edits that are followed by leaving at once, plans beside each other, plans that were damaged, and
// nothing at all once the user deletes everything.
import assert from 'node:assert/strict';
import test from 'node:test';
import { openApp } from './support/app.mjs';
import { customers, file, table } from './support/data.mjs';
import { customerTable, frame, plans, wizard } from './support/pages.mjs';

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
