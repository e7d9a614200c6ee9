// The shape of territories, their diameter, and centres that stay: what is shown, explained and held.
import assert from 'node:assert/strict';
import test from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { openApp } from './support/app.mjs';
import { balance, frame, plans, territories } from './support/pages.mjs';

const plain = (text) => text.replace(/[\u2066-\u2069]/g, '');
const shapes = (page) => page.locator('.shape-cell').allTextContents();
const dialogText = async (page) => plain(await page.getByRole('dialog').locator('.dialog-body').textContent());

async function sample(app, name) {
  await plans.openSample(app.page, name);
  await app.page.locator('.map-tools [aria-pressed]').nth(3).waitFor();
}

test('shape is told for whole areas, and why it is not for points', { timeout: 180_000 }, async (t) => {
  const app = await openApp({ language: 'en-US' });
  const { page } = app;
  try {
    await sample(app, /Medical devices in the United States/);
    await app.step(t, 'points have none, and that is explained', async () => {
      assert.ok((await shapes(page)).every((words) => words === '—'));
      await page.locator('.shape-cell button').first().click();
      assert.match(await dialogText(page), /Not known: in this scenario customers of one area belong to different territories/);
      await page.keyboard.press('Escape');
    });
    await app.step(t, 'the diameter explains itself', async () => {
      await page.locator('.diameter-cell button').first().click();
      assert.match(await dialogText(page), /two customers of a territory that lie furthest apart.+Result: [\d,]+ km/);
      await page.keyboard.press('Escape');
    });
    await app.step(t, 'whole areas, with a small diameter as what compact means', async () => {
      await balance.open(page);
      await balance.shareOutAreas(page);
      await balance.moreWishes(page);
      await page.getByLabel('What compact means').selectOption({ label: 'No two customers far apart' });
      await balance.start(page);
      await balance.result(page, { timeout: 120_000 });
      await balance.show(page);
      const told = await shapes(page);
      assert.ok(told.filter((words) => /^0\.\d\d$/.test(words)).length >= told.length - 2, told.join(' '));
      await page.locator('.shape-cell button', { hasText: /^0/ }).first().click();
      const words = await dialogText(page);
      for (const name of ['Polsby–Popper', 'Reock', 'Convex-hull ratio']) {
        const value = Number(words.match(new RegExp(`${name} = .+? = (0\\.\\d\\d|1\\.00)\\.`))[1]);
        assert.ok(value > 0.02 && value <= 1, `${name} ${value}`);
      }
      assert.match(words, /Areas: \d+\. Together they measure [\d,]+ km².+Cut edges: \d+\./);
      await page.keyboard.press('Escape');
    });
    await app.step(t, 'scenarios are compared by it', async () => {
      await frame.go(page, 'Compare');
      const row = page.locator('.matrix tr', { has: page.getByRole('rowheader', { name: 'Polsby–Popper', exact: true }) });
      await row.getByText(/^0\.\d\d$/).waitFor();
      assert.equal(await row.locator('td').first().textContent(), '—', 'today has points');
      await row.locator('td button').first().click();
      assert.match(await dialogText(page), /Not known: in this scenario/);
      await page.keyboard.press('Escape');
      await row.locator('td button').last().click();
      assert.match(await dialogText(page), /Mean of \d+ territories: 0\.\d\d\./);
      await page.keyboard.press('Escape');
      await page.getByRole('rowheader', { name: 'Largest diameter, km' }).waitFor();
      await page.getByRole('rowheader', { name: 'Cut edges' }).waitFor();
    });
    await app.step(t, 'a seller reads it on the sheet', async () => {
      await frame.go(page, 'Territories');
      await page.getByRole('link', { name: 'Territory sheets' }).click();
      await page.getByRole('rowheader', { name: 'Shape: Polsby–Popper' }).first().waitFor();
      await page.getByRole('rowheader', { name: 'Diameter: its two furthest customers (km)' }).first().waitFor();
    });
  } finally {
    await app.close();
  }
});

test('a territory stays round the customer that is chosen', { timeout: 180_000 }, async (t) => {
  const app = await openApp({ language: 'en-US' });
  const { page } = app;
  const edit = async (name) => {
    await page.locator('.territory-table .name-cell', { hasText: name }).click();
    await page.getByRole('dialog').waitFor();
  };
  const centre = () => page.getByRole('group', { name: 'Centre' });
  const save = async () => {
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };
  try {
    await sample(app, /Medical devices in the United States/);
    let customer;
    await app.step(t, 'chosen by search and keyboard alone', async () => {
      await edit('Florida');
      await centre().getByText('Free: chosen anew with every balance').waitFor();
      await centre().getByRole('button', { name: 'Choose…' }).press('Enter');
      await page.keyboard.type('atlanta');
      const first = centre().locator('.centre-offer').first();
      const { violations } = await new AxeBuilder({ page }).include('dialog').setLegacyMode(true).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].target.join(' ')}`), []);
      await first.getByText('in another territory').waitFor();
      customer = plain(await first.locator('bdi').first().textContent());
      await page.keyboard.press('Enter');
      await centre().getByText(`Stays at ${customer} (Georgia)`).waitFor();
      await save();
    });
    await app.step(t, 'told in the log', async () => {
      await frame.go(page, 'Plan');
      await page.getByRole('tab', { name: 'Change log' }).click();
      await page.getByText(new RegExp(`Territory “.?Florida.?” stays round “.?${customer}.?”`)).first().waitFor();
      await frame.go(page, 'Territories');
    });
    await app.step(t, 'the balance keeps it', async () => {
      await balance.open(page);
      await balance.moreWishes(page);
      await page.getByText(`Florida: ${customer}`).waitFor();
      await balance.start(page);
      await balance.result(page, { timeout: 120_000 });
      await balance.show(page);
      await page.getByRole('tab', { name: 'By customer' }).click();
      await page.locator('.table-tools input[type=search]').fill(customer);
      await page.locator('#accounts .table-body [role=row]', { hasText: 'Florida' }).first().waitFor();
      await page.getByRole('tab', { name: 'By territory' }).click();
    });
    await app.step(t, 'and it is set free again, as one step of undo', async () => {
      await edit('Florida');
      await centre().getByRole('button', { name: 'Set free' }).click();
      await centre().getByText('Free: chosen anew with every balance').waitFor();
      await save();
      await frame.undo(page);
      await edit('Florida');
      await centre().getByText(/^Stays at /).waitFor();
      await page.keyboard.press('Escape');
      await balance.open(page);
      await balance.moreWishes(page);
      await page.getByRole('button', { name: 'Set the centre of Florida free' }).click();
      assert.equal(await page.getByText('Centres that stay').count(), 0);
    });
  } finally {
    await app.close();
  }
});

test('in Persian the centre is chosen and the shape explained', { timeout: 90_000 }, async (t) => {
  const app = await openApp({ language: 'fa-IR' });
  const { page } = app;
  try {
    await sample(app, /پخش مواد غذایی در ایران/);
    await app.step(t, 'the centre', async () => {
      await page.locator('.territory-table .name-cell').first().click();
      const centre = page.getByRole('group', { name: 'مرکز' });
      await centre.getByRole('button', { name: 'برگزیدن…' }).click();
      await centre.locator('.centre-offer').first().click();
      await centre.getByText(/ثابت روی/).waitFor();
      await page.getByRole('button', { name: 'ذخیره', exact: true }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    });
    await app.step(t, 'the shape', async () => {
      await page.locator('.shape-cell button').first().click();
      assert.match(await dialogText(page), /نامعلوم: در این سناریو مشتریان یک ناحیه در مناطق گوناگون‌اند|پالزبی–پاپر = ۴π × مساحت ÷ مربع محیط = ۰٫[۰-۹]{2}/);
    });
  } finally {
    await app.close();
  }
});
