// The app as a person sees it: what can be done on each page, in the words of the task. Found by role and name, so
// that a test fails when a control loses its name.
import { readFile } from 'node:fs/promises';

/** The page of plans. */
export const plans = {
  async openSample(page, name) {
    await page.getByRole('button', { name }).click();
    await page.waitForSelector('.territories-grid');
  },
  async create(page, name) {
    await page.getByRole('button', { name: 'New plan…' }).click();
    await page.getByLabel('Name of the plan').fill(name);
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('heading', { name: 'No customers yet' }).waitFor();
    await page.locator('.plan-button', { hasText: name }).waitFor();
  },
};

/** The wizard that brings customers in. */
export const wizard = {
  async open(page) {
    await page.keyboard.press('Control+i');
    await page.getByRole('button', { name: 'Choose a file…' }).waitFor();
  },
  /** Picks a file; what it leads to (a preview or a refusal) is the caller's. */
  async pick(page, file) {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Choose a file…' }).click()]);
    await chooser.setFiles(file);
  },
  /** What the import would do, once all rows are looked through. */
  async answer(page, { timeout = 60_000 } = {}) {
    const answer = page.locator('.import-answer h1');
    await page.locator('.import-answer h1:not(:empty)').waitFor({ timeout });
    return answer.textContent();
  },
  async refusal(page) {
    const notice = page.getByRole('dialog').getByRole('alert').locator('.notice.error');
    await notice.waitFor();
    return notice.locator('.grow').textContent();
  },
  async import(page, { timeout = 60_000 } = {}) {
    await page.getByRole('dialog').getByRole('button', { name: /^Import( [\d,]+ rows)?$/ }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached', timeout });
  },
  /** Opens the wizard, reads a file and imports it; answers what was said before. */
  async bring(page, file) {
    await wizard.open(page);
    await wizard.pick(page, file);
    const said = await wizard.answer(page);
    await wizard.import(page);
    return said;
  },
  async close(page) {
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  },
};

/** The dialog that balances. */
export const balance = {
  async open(page) {
    await page.keyboard.press('Control+b');
    await page.getByRole('dialog', { name: 'Balance territories' }).waitFor();
  },
  /** Shares out whole areas, in the open dialog. */
  async shareOutAreas(page) {
    await page.getByLabel('Share out').selectOption({ label: 'Whole provinces or areas' });
  },
  /** Balances just these measures, each with a tolerance in percent. */
  async measures(page, tolerances) {
    for (const name of ['Customers', 'Potential', 'Sales', 'Workload']) {
      await page.getByRole('checkbox', { name, exact: true }).setChecked(name in tolerances);
      if (name in tolerances) {
        const field = page.getByLabel(`Tolerance of ${name}, in percent`);
        await field.fill(String(tolerances[name]));
        await field.press('Tab');
      }
    }
  },
  async territories(page, count) {
    await page.getByLabel('Number of territories').fill(String(count));
  },
  async moreWishes(page) {
    const more = page.locator('details.more-wishes');
    if (!(await more.evaluate((element) => element.open))) await more.locator(':scope > summary').click();
  },
  async start(page) {
    await page.getByRole('button', { name: 'Balance', exact: true }).click();
  },
  /** Waits for the result; answers what is said of it. */
  async result(page, { timeout = 60_000 } = {}) {
    const show = page.getByRole('button', { name: 'Show the result' });
    await show.or(page.getByRole('dialog').getByRole('alert')).first().waitFor({ timeout });
    return page.locator('.dialog-body').textContent();
  },
  async show(page) {
    await page.getByRole('button', { name: 'Show the result' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  },
};

/** The table by territory follows a change in tasks of its own; what is asked for after this comes after those. */
const settled = (page) => page.evaluate(() => new Promise((done) => { setTimeout(() => setTimeout(done, 150), 150); }));

/** The territories page. */
export const territories = {
  /** The rows of the table by territory: name and number of customers. */
  async counts(page) {
    await page.getByRole('tab', { name: 'By territory' }).click();
    await settled(page);
    const read = () => page.locator('.territory-table tbody tr:not(.spacer)').evaluateAll((rows) =>
      rows.map((row) => [row.querySelector('th bdi').textContent, row.querySelectorAll('td')[1].firstChild.textContent]));
    const rows = await read();
    // Of very many territories only those in sight are drawn: the table is walked through.
    const scroller = page.locator('.table-scroll', { has: page.locator('.territory-table') });
    while (await page.locator('.territory-table .spacer').count() && !(await scroller.evaluate((element) => {
      const isAtTheEnd = element.scrollTop + element.clientHeight >= element.scrollHeight - 1;
      element.scrollTop += element.clientHeight / 2;
      return isAtTheEnd;
    }))) {
      await settled(page);
      rows.push(...await read());
    }
    return Object.fromEntries(rows.map(([name, count]) => [name, Number(count.replace(/\D/g, ''))]));
  },
  /** All the figures of the table by territory. */
  async figures(page) {
    await page.getByRole('tab', { name: 'By territory' }).click();
    await settled(page);
    return page.locator('.territory-table tbody tr:not(.spacer)').allTextContents();
  },
};

/** The table of customers. */
export const customerTable = {
  rows: (page) => page.locator('#accounts .table-body [role=row]'),
  async filter(page, name) {
    await page.locator('.table-tools').getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByRole('menuitem', { name, exact: true }).click();
  },
  async search(page, text) {
    await page.getByRole('searchbox', { name: 'Search customers' }).fill(text);
  },
  async moveSelectionTo(page, territory) {
    const bar = page.locator('.selection-bar');
    await bar.getByRole('button', { name: 'Move to', exact: true }).click();
    await bar.getByRole('menuitem', { name: territory, exact: true }).click();
  },
};

/** The grid of quotas. */
export const quotaGrid = {
  of: (page) => page.getByRole('treegrid'),
  /** The rows, each as its columns' words by heading. */
  rows: (page) => page.locator('.quota-grid').evaluate((grid) => {
    const words = (cell) => (cell.querySelector('bdi') ?? cell).textContent.replace(/[\u2066-\u2069]/g, '').trim();
    const heads = [...grid.querySelectorAll('[role=columnheader]')].map((cell) => cell.textContent.trim());
    return [...grid.querySelectorAll('.quota-body [role=row]')]
      .sort((one, other) => one.ariaRowIndex - other.ariaRowIndex)
      .map((row) => Object.fromEntries([...row.children].map((cell, index) => [heads[index], words(cell)])));
  }),
};

/** The table of areas: only the rows in sight are drawn. */
export const areaTable = {
  async open(page) {
    await page.getByRole('tab', { name: 'By area', exact: true }).click();
    await page.locator('#areas .table-body [role=row]').first().waitFor();
  },
  rows: (page) => page.locator('#areas .table-body [role=row]'),
  row: (page, name) => areaTable.rows(page).filter({ has: page.locator('.table-cell:nth-child(2)', { hasText: new RegExp(`^${name}$`) }) }),
  /** Name, owner, customers and locked ones of every area, read by walking through the table. */
  async all(page) {
    const grid = page.locator('#areas');
    await grid.evaluate((grid) => { grid.scrollTop = 0; });
    const found = new Map();
    for (let end = false; !end;) {
      await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
      const rows = await areaTable.rows(page).evaluateAll((rows) =>
        rows.map((row) => [Number(row.ariaRowIndex), [...row.children].map((cell) => cell.textContent.replace(/[\u2066-\u2069]/g, '').trim())]));
      for (const [at, cells] of rows) found.set(at, { name: cells[1], owner: cells[2], customers: cells[3], locked: cells.at(-1) });
      end = await grid.evaluate((grid) => {
        const isAtTheEnd = grid.scrollTop + grid.clientHeight >= grid.scrollHeight - 1;
        grid.scrollTop += grid.clientHeight / 2;
        return isAtTheEnd;
      });
    }
    await grid.evaluate((grid) => { grid.scrollTop = 0; });
    return [...found].sort(([one], [other]) => one - other).map(([, row]) => row);
  },
  async moveSelectionTo(page, territory) {
    const bar = page.locator('.selection-bar');
    await bar.getByRole('button', { name: 'Move to', exact: true }).click();
    await bar.getByRole('menuitem', { name: territory, exact: true }).click();
  },
};

/** The frame around every page. */
export const frame = {
  async go(page, name) {
    const link = page.getByRole('navigation').getByRole('link', { name });
    const isThere = (await link.getAttribute('aria-current')) === 'page';
    const before = isThere ? null : await page.$('main h1');
    await link.click();
    // Until the page that was shown has gone, its words would be read for those of the new one.
    await page.waitForFunction((before) => !before?.isConnected && document.querySelector('main h1'), before);
  },
  async saved(page) {
    await page.locator('.save-state .good').waitFor({ timeout: 20_000 });
  },
  async undo(page) {
    await page.keyboard.press('Control+z');
  },
  async redo(page) {
    await page.keyboard.press('Control+Shift+z');
  },
  async scenario(page, name) {
    await page.locator('.scenario-tabs').getByRole('tab', { name, exact: true }).click();
  },
  scenarioNames: (page) => page.locator('.scenario-tabs').getByRole('tab').allTextContents(),
};

/** Saves what a click downloads and answers its name and bytes. */
export async function download(page, act) {
  const [file] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}
