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
    await page.getByRole('navigation').getByRole('link', { name: 'Customers' }).waitFor();
  },
};

/** The frame around every page. */
export const frame = {
  async go(page, name) {
    await page.getByRole('navigation').getByRole('link', { name }).click();
  },
  async saved(page) {
    await page.locator('.save-state .good').waitFor({ timeout: 20_000 });
  },
  async undo(page) {
    await page.keyboard.press('Control+z');
  },
  scenarioNames: (page) => page.getByRole('tab').filter({ visible: true }).locator('xpath=ancestor::*[@role="tablist" and ancestor::*[contains(@class,"scenario-tabs")]]/*[@role="tab"]').allTextContents(),
};

/** Saves what a click downloads and answers its name and bytes. */
export async function download(page, act) {
  const [file] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}
