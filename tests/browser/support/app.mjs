// Opens the built app in Chromium for a test: a server of its own under a sub-path, so an origin and a storage of its own,
// and ears for what must never happen: a request outside the origin, a violation of the content security policy, a page
// error. The tests of a file share one browser, since to start one takes longer than many a test.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { chromium } from 'playwright-core';
import { serve } from '../../../.ci/serve.mjs';

const folder = process.env.SITE ?? 'dist';
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

let started;
const browser = () => (started ??= chromium.launch({ executablePath: process.env.CHROMIUM || undefined, args: flags }));
after(async () => (await started)?.close());

/** Opens the app; call `close` at the end, which also fails on anything that must never happen. */
export async function openApp({ language = 'en-US', theme = 'light', viewport = { width: 1366, height: 768 }, base = '/studio/' } = {}) {
  assert.ok(existsSync(join(folder, 'index.html')), `build the app first: ${folder}/index.html is missing`);
  const host = await serve(folder, { base });
  const context = await (await browser()).newContext({
    locale: language,
    colorScheme: theme,
    viewport,
    acceptDownloads: true,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const wrongs = [];
  context.on('request', (request) => {
    const address = request.url();
    if (!address.startsWith(host.origin) && !/^(data|blob|about):/.test(address)) wrongs.push(`a request left the origin: ${address}`);
  });
  const listen = (page) => {
    page.on('pageerror', (error) => wrongs.push(`an error in the page: ${error.message}`));
    page.on('crash', () => wrongs.push('the page crashed'));
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) wrongs.push(message.text());
      else if (message.type() === 'error') wrongs.push(`an error in the console: ${message.text()}`);
    });
  };
  context.on('page', listen);
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  await page.goto(host.url);
  await page.waitForSelector('.shell');
  return {
    page,
    context,
    url: host.url,
    wrongs,
    /**
     * One step of a journey: a test within a test, after whose failure the journey ends, since what follows builds
     * on it. With SHOTS=folder a picture of the page at that moment is kept.
     */
    async step(t, name, act) {
      let failure;
      await t.test(name, async () => {
        try {
          await act();
        } catch (error) {
          failure = error;
          if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `${name.replace(/[^\p{L}\d]+/gu, '-')}.png`) });
          throw error;
        }
      });
      if (failure) throw new Error(`the journey ended at “${name}”`);
    },
    /** Closes everything and fails if something happened that must never happen. */
    async close() {
      await context.close();
      await new Promise((done) => { host.server.close(done); host.server.closeAllConnections(); });
      assert.deepEqual(wrongs, []);
    },
  };
}
