import type { BrowserContext } from 'playwright-core';

const CLICKS = 20;

const HTML = `<title>Clicks</title><button onclick="out.textContent = ++n">More</button><p id="out">0</p><script>let n = 0</script>`;

/** @returns how long each of some clicks takes through Playwright, from the call until the page shows it, in milliseconds */
export async function directClicks(context: BrowserContext): Promise<number[]> {
  const page = await context.newPage();
  try {
    await page.setContent(HTML);
    const took: number[] = [];
    for (let n = 1; n <= CLICKS; n++) {
      const startMs = performance.now();
      await page.click('button');
      await page.waitForFunction((count) => document.querySelector('#out')?.textContent === String(count), n);
      took.push(performance.now() - startMs);
    }
    return took;
  } finally {
    await page.close();
  }
}
