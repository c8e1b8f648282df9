// Takes the pictures of the README from a running demo: `npm run demo`, then `node scripts/screenshots.mjs <its address>`.
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';

const [base] = process.argv.slice(2);
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const PASSWORD = 'smeta-demo';
const folder = new URL('../docs/images/', import.meta.url).pathname;

if (!base) {
  console.error('usage: node scripts/screenshots.mjs <url of the demo>');
  process.exit(1);
}
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath });

/** A page of somebody who is signed in; the picture is sharp on a good screen. */
async function pageOf(email, viewport, colorScheme) {
  const context = await browser.newContext({ viewport, colorScheme, locale: 'en-GB', deviceScaleFactor: 2 });
  const page = await context.newPage();
  await page.goto(base);
  await page.locator('input[type=email]').fill(email);
  await page.locator('input[type=password]').fill(PASSWORD);
  await page.locator('button[type=submit]').click();
  await page.locator('[data-state=live]').waitFor();
  return page;
}

const desk = await pageOf('manager@demo.local', { width: 1280, height: 800 }, 'light');
await desk.locator('tbody tr a').first().click();
await desk.getByRole('heading', { name: 'History' }).waitFor();
await desk.mouse.move(0, 0);
await desk.screenshot({ path: `${folder}desk.png` });

const phone = await pageOf('foreman@demo.local', { width: 390, height: 844 }, 'light');
await phone.getByRole('button', { name: 'New estimate' }).click();
await phone.getByLabel('Work or material').fill('Ready-mixed concrete C20/25');
await phone.getByLabel('Unit').fill('m³');
await phone.getByLabel('Quantity').fill('12.5');
await phone.getByLabel('Price, ₽').fill('6900.10');
await phone.screenshot({ path: `${folder}phone.png` });

const night = await pageOf('foreman@demo.local', { width: 390, height: 844 }, 'dark');
await night.getByRole('listitem').first().waitFor();
await night.mouse.move(0, 0);
await night.screenshot({ path: `${folder}phone-dark.png` });
await browser.close();
