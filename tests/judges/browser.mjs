// The browser of the judges: Debian's Chromium, headless, quiet, without a network of its own.
import { chromium } from "playwright-core";

// Does `work(item)` for all items, some at once; `begin` gives each worker what it works with.
export async function shareOut(items, workers, begin, work, end) {
  const left = [...items];
  const one = async () => {
    const tool = await begin();
    while (left.length > 0) await work(tool, left.shift());
    await end(tool);
  };
  await Promise.all(Array.from({ length: workers }, one));
}

export function launchBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
      "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"],
  });
}
