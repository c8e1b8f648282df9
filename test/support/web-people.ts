import type { Page } from 'playwright-core';
import type { Visit } from './browser.ts';
import { anItem, aProject } from './client.ts';
import type { Crew } from './crew.ts';
import { PASSWORD, type Staff, type TestServer } from './test-server.ts';

export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1280, height: 800 };

/** Fills in the one form of whoever is signed out (contract §8). */
export async function signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.locator('input[type=email]').fill(email);
  await page.locator('input[type=password]').fill(password);
  await page.locator('button[type=submit]').click();
}

/** Opens the app and signs in; resolves when what is saved is seen at once. */
export async function enterApp(page: Page, url: string, email: string): Promise<Page> {
  await page.goto(url);
  await signIn(page, email);
  await page.locator('[data-state=live]').waitFor();
  return page;
}

/** Somebody of a server's staff in the app, on a screen of that size. */
export async function inApp(
  visit: Visit,
  { url, staff }: TestServer,
  who: keyof Staff,
  viewport = DESK,
): Promise<Page> {
  return enterApp((await visit({ viewport })).page, url, staff[who].email);
}

/** A draft of the foreman's, in a project of its own. */
export async function anEstimate(
  crew: Crew,
  staff: Staff,
  projectName: string,
): Promise<{ id: number; number: string }> {
  const { id: project_id } = await aProject(crew.manager, [staff.foreman.id], projectName);
  const { body } = await crew.foreman.post('/estimates', { project_id, items: [anItem] }).expect(201);
  return body;
}
