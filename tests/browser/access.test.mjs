// Everyone can use it: what axe finds against WCAG 2.2 AA on every page and dialog, the main path by keyboard alone,
// and the width of a phone.
import assert from 'node:assert/strict';
import test from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { openApp } from './support/app.mjs';
import { customers, file, table } from './support/data.mjs';
import { balance, frame, plans, territories } from './support/pages.mjs';

const places = ['plans', 'plan', 'customers', 'territories', 'quotas', 'pay', 'compare', 'territories/sheet/all', 'method'];
const samples = { en: /Medical devices in the United States/, fa: /پخش مواد غذایی در ایران/ };
const locales = { en: 'en-US', fa: 'fa-IR' };

/** Goes to a place by its address, which is the same in both languages. */
async function go(page, place) {
  await page.evaluate((place) => { location.hash = `#/${place}`; }, place);
  await page.locator('main h1').first().waitFor();
  if (place.includes('sheet')) await page.locator('.sheet').first().waitFor();
  // Charts and the map are drawn a moment after the page.
  await page.waitForTimeout(250);
}

/**
 * What is wrong on the screen of the moment, in a line each. The rows of a chart are lower than 24 pixels, which the
 * criterion permits where another control of the page does the same (WCAG 2.2, 2.5.8, Equivalent); `round` sees to it
 * that the table has that control.
 */
async function violations(page, language, theme) {
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  // Behind a dialog nothing can be reached; the page itself is looked at before.
  if (await page.locator('dialog[open]').count()) axe.include('dialog[open]');
  // The second theme differs from the first in its colours alone, and those are the same in both languages.
  const colours = ['color-contrast', 'link-in-text-block'];
  const rules = theme === 'dark' ? axe.withRules(colours) : axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).disableRules(language === 'en' ? [] : colours);
  const { violations } = await rules.analyze();
  const hasEquivalent = (id, node) => id === 'target-size' && node.html.includes('class="chart-row"');
  return violations.flatMap(({ id, help, nodes }) => nodes.filter((node) => !hasEquivalent(id, node)).slice(0, 3).map((node) => `${id}: ${help}: ${node.target.join(' ')}: ${(node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? ''}`));
}

for (const language of ['en', 'fa']) {
  test(`axe finds nothing in ${language}`, { timeout: 300_000 }, async (t) => {
    const app = await openApp({ language: locales[language] });
    const { page } = app;
    const found = [];
    const look = async (where, theme) => found.push(...(await violations(page, language, theme)).map((wrong) => `${where}: ${wrong}`));
    const close = async () => {
      await page.keyboard.press('Escape');
      await page.locator('dialog').waitFor({ state: 'detached' });
    };
    const round = async (theme) => {
      const at = (where) => look(`${theme}, ${where}`, theme);
      for (const place of places) {
        await go(page, place);
        await at(place);
        if (place === 'plan') {
          for (const tab of (await page.locator('main .tabs [role=tab]').all()).slice(1)) {
            await tab.click();
            await at(`plan, ${await tab.textContent()}`);
          }
        }
        if (place === 'territories') {
          const heights = await page.locator('.territory-table td .figure-button').evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().height));
          assert.ok(heights.length >= 4 * (await page.locator('.territory-table tbody tr').count()) && Math.min(...heights) >= 24, 'the table explains every figure of the charts');
          await page.locator('main .tabs [role=tab]').nth(1).click();
          await at('territories by customer');
        }
      }
      await go(page, 'customers');
      await page.locator('#accounts .table-body [role=row]').first().dblclick();
      await page.locator('dialog').waitFor();
      await at('account dialog');
      await close();
      for (const [keys, name] of [['Control+k', 'palette'], ['Control+b', 'balance'], ['Control+Shift+l', 'a seller leaves'], ['Control+Shift+h', 'hiring'], ['Control+Shift+u', 'merging'], ['Control+Shift+d', 'splitting'], ['Control+i', 'import']]) {
        await page.keyboard.press(keys);
        await page.locator('dialog').waitFor();
        await at(name);
        if (name === 'balance') {
          await page.locator('details.more-wishes > summary').click();
          await at('balance with more wishes');
        }
        if (name === 'import') {
          const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.locator('.import-drop .button.main').click()]);
          await chooser.setFiles(file('list.csv', table([...customers(60), customers(1)[0].with(2, 'north')])));
          await page.locator('.import-problem').first().waitFor();
          for (const summary of await page.locator('dialog summary').all()) await summary.click();
          await at('import with preview');
        }
        await close();
      }
    };
    try {
      await app.step(t, 'before there is a plan', async () => {
        await page.locator('main h1').waitFor();
        await look('no plan');
        await page.locator('.answer-actions .button.main').click();
        await look('naming a plan');
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: samples[language] }).click();
        await page.waitForSelector('.territories-grid');
      });
      await app.step(t, 'a balance and its result', async () => {
        await page.keyboard.press('Control+b');
        await page.locator('dialog .dialog-foot .main').click();
        await page.locator('dialog .notice').waitFor({ timeout: 60_000 });
        await look('balance result');
        await page.locator('dialog .dialog-foot .main').click();
        await page.locator('dialog').waitFor({ state: 'detached' });
      });
      await app.step(t, 'light', () => round('light'));
      if (language === 'en') {
        await app.step(t, 'dark', async () => {
          await page.locator('.topbar .icon-button').last().click();
          await page.locator('html[data-theme=dark]').waitFor();
          await round('dark');
        });
      }
      assert.deepEqual([...new Set(found)], []);
    } finally {
      await app.close();
    }
  });

  test(`a phone shows every page in ${language} without scrolling sideways`, { timeout: 60_000 }, async () => {
    const app = await openApp({ language: locales[language], viewport: { width: 390, height: 844 } });
    const { page } = app;
    try {
      await page.getByRole('button', { name: samples[language] }).click();
      await page.waitForSelector('.territories-grid');
      const wide = [];
      const look = async (where) => {
        const over = await page.evaluate(() => {
          const root = document.scrollingElement;
          if (root.scrollWidth <= innerWidth) return null;
          const sticking = [...document.querySelectorAll('body *')].filter((element) => {
            const box = element.getBoundingClientRect();
            return box.width > 0 && (box.right > innerWidth + 1 || box.left < -1);
          });
          return `${root.scrollWidth} pixels, ${sticking.slice(0, 3).map((element) => `${element.tagName}.${element.className}`).join(', ')}`;
        });
        if (over) wide.push(`${where}: ${over}`);
      };
      for (const place of places) {
        await go(page, place);
        await look(place);
        if (place === 'plan') {
          for (const tab of await page.locator('main .tabs [role=tab]').all()) {
            await tab.click();
            await look(`plan, ${await tab.textContent()}`);
          }
        }
      }
      await page.keyboard.press('Control+b');
      await page.locator('dialog').waitFor();
      await look('balance');
      const box = await page.locator('dialog').boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= 390, `the dialog fits: ${JSON.stringify(box)}`);
      assert.deepEqual(wide, []);
    } finally {
      await app.close();
    }
  });
}

test('the main path needs no mouse', { timeout: 90_000 }, async (t) => {
  const app = await openApp();
  const { page } = app;
  const press = async (...keys) => { for (const key of keys) await page.keyboard.press(key); };
  /** Tab until an element that fits has the focus. */
  const tabTo = async (selector, most = 60) => {
    for (let presses = 0; presses < most; presses += 1) {
      if (await page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, selector)) return;
      await press('Tab');
    }
    assert.fail(`${selector} is not reached by Tab`);
  };
  try {
    await app.step(t, 'a sample is opened', async () => {
      await tabTo('.plan-open');
      await press('Tab', 'Enter');
      await page.waitForSelector('.territories-grid');
    });
    await app.step(t, 'the palette leads to pages and customers', async () => {
      for (const [typed, hash] of [['compare', '#/compare'], ['territories', '#/territories'], ['customers accounts', '#/customers']]) {
        await press('Control+k');
        await page.getByRole('combobox').waitFor();
        await page.keyboard.type(typed);
        await press('Enter');
        await page.waitForFunction((hash) => location.hash === hash, hash);
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      }
    });
    await app.step(t, 'Ctrl+B and Enter balance, Ctrl+Z takes it back', async () => {
      await press('Control+b');
      await page.getByRole('dialog', { name: 'Balance territories' }).waitFor();
      await press('Enter');
      await page.getByRole('button', { name: 'Show the result' }).waitFor({ timeout: 60_000 });
      await tabTo('dialog .dialog-foot .main', 10);
      await press('Enter');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      assert.deepEqual(await frame.scenarioNames(page), ['Today', 'Balanced']);
      await press('Control+z');
      await page.locator('.scenario-tabs').getByRole('tab', { name: 'Balanced' }).waitFor({ state: 'detached' });
    });
    await app.step(t, 'a customer is selected and moved on the map', async () => {
      const before = await territories.counts(page);
      // From the beginning of the page, since looking at the table above took the focus there.
      await page.locator('.skip-link').focus();
      await tabTo('[role=application]');
      await press('ArrowRight');
      await page.locator('.map-tip').waitFor();
      await press('Enter');
      await page.locator('.map-selection').getByText('1 selected').waitFor();
      const from = await page.locator('.map-tip bdi').nth(1).textContent();
      await press('m');
      await page.getByRole('menu', { name: 'Move to territory' }).waitFor();
      // A long list begins with the field that searches it.
      await page.waitForFunction(() => document.activeElement?.matches('.menu-search'));
      await press('ArrowDown');
      await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'menuitem');
      if ((await page.evaluate(() => document.activeElement.textContent.trim())) === from) await press('ArrowDown');
      const to = await page.evaluate(() => document.activeElement.textContent.trim());
      await press('Enter');
      await page.getByRole('menu', { name: 'Move to territory' }).waitFor({ state: 'detached' });
      assert.ok(await page.evaluate(() => document.activeElement?.getAttribute('role') === 'application'), 'the focus is on the map again');
      const after = await territories.counts(page);
      assert.equal(after[to], before[to] + 1);
      assert.equal(after[from], before[from] - 1);
      await press('Control+z');
      assert.deepEqual(await territories.counts(page), before);
    });
  } finally {
    await app.close();
  }
});
