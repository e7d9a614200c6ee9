// What lies on top of the page covers nothing that is needed: messages, the map's hint of keys, and the list of all keys
// on either keyboard.
import assert from 'node:assert/strict';
import test from 'node:test';
import { openApp } from './support/app.mjs';
import { customers, file, header, table } from './support/data.mjs';
import { frame, plans, wizard } from './support/pages.mjs';

const sizes = { desktop: { width: 1366, height: 768 }, phone: { width: 390, height: 844 } };
const list = (rows) => file('list.csv', table(customers(rows).map((cells, index) => [...cells, `Land ${(index % 9) + 1}`]), { head: [...header, 'territory'] }));

/** Whether two things in sight lie over each other. */
const cover = async (one, other) => {
  const [a, b] = [await one.boundingBox(), await other.boundingBox()];
  assert.ok(a && b, 'both are in sight');
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
};

for (const [name, viewport] of Object.entries(sizes)) {
  test(`what is on top covers nothing, ${name}`, { timeout: 120_000 }, async (t) => {
    const app = await openApp({ viewport });
    const { page } = app;
    const notice = page.locator('.notices .notice');
    try {
      await app.step(t, 'a message stands above the bar of what is selected', async () => {
        await plans.create(page, 'Top');
        await wizard.bring(page, list(60));
        await notice.waitFor();
        await notice.hover();
        await page.locator('#accounts .table-body [role=row] .table-box').first().click();
        const bar = page.locator('.selection-bar');
        await bar.waitFor();
        assert.equal(await cover(notice, bar), false);
        await bar.getByRole('button', { name: 'Clear selection' }).click();
      });
      await app.step(t, 'its time goes on in a dialog', async () => {
        await page.mouse.move(viewport.width / 2, 30);
        const started = Date.now();
        await page.waitForTimeout(3_500);
        await page.keyboard.press('Control+k');
        await page.getByRole('combobox').waitFor();
        await notice.waitFor({ state: 'detached', timeout: 8_000 });
        assert.ok(Date.now() - started < 8_500, `${Date.now() - started} ms, and not six seconds from the dialog on`);
        await page.keyboard.press('Escape');
      });
      await app.step(t, 'the hint of keys is whole until one is pressed', async () => {
        await frame.go(page, 'Territories');
        await page.waitForSelector('.territories-grid');
        await page.keyboard.press('Tab');
        const hint = page.locator('.map-keys-hint');
        await page.locator('.map-stage').focus();
        await hint.waitFor();
        for (const other of ['.map-legend', '.map-tools']) assert.equal(await cover(hint, page.locator(other)), false, other);
        const stage = await page.locator('.map-stage').boundingBox();
        const box = await hint.boundingBox();
        assert.ok(box.x >= stage.x && box.x + box.width <= stage.x + stage.width && box.y >= stage.y, JSON.stringify([box, stage]));
        await page.keyboard.press('ArrowRight');
        await hint.waitFor({ state: 'detached' });
      });
    } finally {
      await app.close();
    }
  });
}

test('the list of keys opens by the mark of either keyboard, and its columns line up', { timeout: 60_000 }, async (t) => {
  const app = await openApp({ language: 'fa-IR' });
  const { page } = app;
  try {
    await app.step(t, 'کلیدها', async () => {
      await page.locator('.topbar').waitFor();
      await page.evaluate(() => {
        const init = { key: '؟', code: 'Slash', shiftKey: true, bubbles: true, cancelable: true };
        document.body.dispatchEvent(new KeyboardEvent('keydown', init));
      });
      const tables = page.getByRole('dialog').locator('.keys-table');
      await tables.first().waitFor();
      const edges = await tables.evaluateAll((all) => all.map((one) => Math.round(one.querySelector('th').getBoundingClientRect().width)));
      assert.equal(new Set(edges).size, 1, edges.join());
      const keys = await page.getByRole('dialog').locator('kbd').allTextContents();
      assert.ok(keys.includes('Ctrl+Z') && keys.includes('Ctrl+A') && !keys.some((key) => /Ctrl /.test(key)), keys.join());
    });
  } finally {
    await app.close();
  }
});
