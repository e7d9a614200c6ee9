// Runs a wasm-bindgen test binary: starts wasm-bindgen-test-runner as a server, opens its page in Chromium,
// prints what the page prints and ends with its result. Called by .ci/wasm-tests.
import { spawn } from "node:child_process";
import { chromium } from "playwright-core";

const [binary, ...filter] = process.argv.slice(2);
const quietMilliseconds = 120_000; // no new line for so long is a hang
const browserFlags = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

const runner = spawn("wasm-bindgen-test-runner", [binary, ...filter], {
  env: { ...process.env, NO_HEADLESS: "1", WASM_BINDGEN_TEST_ADDRESS: "127.0.0.1:0" },
  stdio: ["ignore", "pipe", "pipe"],
});
let runnerWords = "";
let browser;
let code = 1;
try {
  const address = await new Promise((resolve, reject) => {
    const listen = (chunk) => {
      runnerWords += chunk;
      const found = /available at (http:\/\/\S+)/.exec(runnerWords);
      if (found) resolve(found[1]);
    };
    runner.stdout.on("data", listen);
    runner.stderr.on("data", listen);
    runner.on("error", reject);
    runner.on("exit", () => reject(new Error(`the runner ended early:\n${runnerWords}`)));
  });
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM || undefined, headless: true, args: browserFlags });
  const page = await browser.newPage();
  const troubles = [];
  page.on("pageerror", (error) => troubles.push(String(error)));
  const session = await page.context().newCDPSession(page);
  // Set before the first use of the storage, since Chromium remembers for a while that there was room.
  const limitQuota = (limit) => session.send("Storage.overrideQuotaForOrigin", { origin: address, ...limit });
  await limitQuota({ quotaSize: 4_000_000 });
  await page.exposeFunction("liftQuota", () => limitQuota({}));
  await page.goto(address);

  let printed = 0;
  let lastNews = Date.now();
  for (;;) {
    const words = await page.locator("#output").innerText();
    if (words.length > printed) {
      process.stdout.write(words.slice(printed));
      printed = words.length;
      lastNews = Date.now();
    }
    const result = /test result: (\w+)\. \d+ passed/.exec(words);
    if (result) {
      code = result[1] === "ok" ? 0 : 1;
      break;
    }
    if (Date.now() - lastNews > quietMilliseconds) throw new Error(`nothing new for ${quietMilliseconds / 1000} seconds`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  process.stdout.write("\n");
  if (code !== 0 && troubles.length > 0) console.error(`uncaught in the page:\n${troubles.join("\n")}`);
} catch (error) {
  console.error(`wasm-tests: ${error.message ?? error}`);
} finally {
  await browser?.close();
  runner.kill();
}
process.exit(code);
