import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { inBrowser, type Visitor } from '../support/browser.ts';
import { Client } from '../support/client.ts';
import { Restarts } from '../support/restarts.ts';
import { PASSWORD } from '../support/test-server.ts';

const COMES_BACK_MS = 25_000;

inBrowser('the page of the streams, when the connection fails,', (visit) => {
  const restarts = new Restarts();
  let manager: Client;
  let visitor: Visitor;
  let page: Page;
  beforeAll(async () => {
    await restarts.start();
    await restarts.letIn();
    manager = await Client.signInAt(restarts.url, restarts.staff.manager.email, PASSWORD);
  });
  afterAll(() => restarts.remove());
  beforeEach(async () => {
    visitor = await visit();
    page = visitor.page;
    visitor.expects(/net::ERR_|Failed to load resource/);
    page.setDefaultTimeout(COMES_BACK_MS);
    await page.goto(`${restarts.url}/sse-demo`);
    await page.locator('#email').fill(restarts.staff.manager.email);
    await page.locator('#password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Войти' }).click();
    await page.locator('#signed-in').waitFor();
    await page.getByRole('button', { name: 'Подключиться' }).click();
    await rows('connected').waitFor();
  });

  const rows = (text: string) => page.locator('#rows li').filter({ hasText: text }).first();
  const newProject = (name: string) => manager.at(restarts.inside).post('/projects', { name }).expect(201);

  it('comes back by itself and shows what was missed, once, after a restart of the server', async () => {
    await newProject('До перезапуска');
    await rows('До перезапуска').waitFor();

    await restarts.stop();
    await page
      .locator('#state')
      .getByText(/^Переподключение через \d+ с: /)
      .waitFor();
    await restarts.start();
    await newProject('Пока не было связи');
    await restarts.letIn();
    await rows('Пока не было связи').waitFor();
    await newProject('После');
    await rows('После').waitFor();

    const names = await page.locator('#rows pre').allTextContents();
    const projects = names.map((text) => JSON.parse(text).data?.project_name).filter(Boolean);
    expect(projects).toEqual(['После', 'Пока не было связи', 'До перезапуска']);
    expect(Number(await page.locator('#reconnects').innerText())).toBeGreaterThanOrEqual(1);
    expect(await page.locator('#state').innerText()).toBe('На связи');
  });

  it('gives up, and says why, when another stream took its place', async () => {
    const others = await Promise.all(
      Array.from({ length: 20 }, () => {
        const headers = { Authorization: `Bearer ${manager.token}` };
        return fetch(`${restarts.url}/api/v1/sse/events`, { headers });
      }),
    );

    await page.locator('#state').getByText('открыто слишком много потоков').waitFor();

    expect(await page.getByRole('button', { name: 'Отключиться' }).isDisabled()).toBe(true);
    await Promise.all(others.map((response) => response.body?.cancel()));
  });

  it('goes on under new tokens when the old ones ran out', async () => {
    await page.evaluate(`(() => {
      const kept = JSON.parse(sessionStorage.getItem('smeta-demo-session'));
      sessionStorage.setItem('smeta-demo-session', JSON.stringify({ ...kept, access_token: 'over' }));
    })()`);
    await page.reload();

    await page.getByRole('button', { name: 'Подключиться' }).click();
    await rows('connected').waitFor();

    expect(await page.evaluate<string>('sessionStorage.getItem("smeta-demo-session")')).not.toContain('"over"');
  });
});
