import { beforeEach, describe, expect, it } from '@jest/globals';
import { barriers, sidewaysScroll } from '../support/accessibility.ts';
import { inBrowser, type Visit } from '../support/browser.ts';
import { anItem, aProject } from '../support/client.ts';
import { signedInCrew } from '../support/crew.ts';
import { type Staff, sharedServer } from '../support/test-server.ts';
import { anEstimate, DESK, enterApp, inApp, PHONE, signIn } from '../support/web-people.ts';

inBrowser('the app', (visit: Visit) => {
  const server = sharedServer();
  const crew = signedInCrew(server);
  const email = (who: keyof Staff) => server().staff[who].email;
  const draft = (projectName: string) => anEstimate(crew(), server().staff, projectName);

  const streamsOf = async (who: keyof Staff) => {
    const { body } = await crew().admin.get('/sse/stats').expect(200);
    return body.users[String(server().staff[who].id)] ?? 0;
  };

  it('is there after less than 250 kB of JavaScript', async () => {
    const { page } = await visit({ viewport: PHONE });
    const scripts: Promise<number>[] = [];
    page.on('requestfinished', (request) => {
      if (request.resourceType() === 'script')
        scripts.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    });
    await page.goto(server().url, { waitUntil: 'networkidle' });

    const bytes = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0);
    console.log(`the app: ${Math.round(bytes / 1000)} kB of JavaScript on the way to a browser`);
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(250_000);
  });

  describe('signed out', () => {
    it('says what was wrong with a sign-in, and what to do', async () => {
      const visitor = await visit({ viewport: PHONE });
      const { page } = visitor;
      visitor.expects(/401/);
      await page.goto(server().url);

      await signIn(page, email('foreman'), 'not his password');

      await page.getByRole('alert').getByText('Проверьте раскладку').waitFor();
      expect(await barriers(page)).toEqual([]);
      expect(await sidewaysScroll(page)).toBe(0);
    });
  });

  describe('signed in', () => {
    let projectName: string;
    beforeEach(async () => {
      const project = await aProject(crew().manager, [server().staff.foreman.id]);
      projectName = project.name;
    });

    it('works where the browser keeps nothing: until the page is closed', async () => {
      const { page } = await visit({ viewport: PHONE });
      await page.addInitScript(() => {
        const refuse = () => {
          throw new DOMException('blocked', 'SecurityError'); // as with all cookies blocked
        };
        for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(globalThis, name, { get: refuse });
      });
      await enterApp(page, server().url, email('foreman'));

      await page.getByRole('button', { name: 'Меню' }).click();
      await page.getByRole('menuitem', { name: 'English' }).click();
      await page.getByRole('button', { name: 'New estimate' }).click();
      await page.getByLabel('Comment').fill('nothing of this is kept');

      expect(await page.getByLabel('Comment').inputValue()).toBe('nothing of this is kept');
    });

    it("shows a foreman's new estimate to a manager without a reload", async () => {
      const desk = await inApp(visit, server(), 'manager');
      const phone = await inApp(visit, server(), 'foreman', PHONE);

      await phone.getByRole('button', { name: 'Новая смета' }).click();
      await phone.getByLabel('Объект').selectOption({ label: projectName });
      await phone.getByLabel('Работа или материал').fill('Бетон В25');
      await phone.getByLabel('Ед.').fill('м³');
      await phone.getByLabel('Кол-во').fill('12,5');
      await phone.getByLabel('Цена, ₽').fill('6900,10');
      await phone.getByText('Сумма: 86 251,25 ₽').waitFor();
      await phone.getByRole('button', { name: 'Сохранить' }).click();

      await phone.getByRole('listitem').filter({ hasText: projectName }).getByText('86 251,25 ₽').waitFor();
      await desk.locator('tbody tr').filter({ hasText: projectName }).getByText('86 251,25 ₽').waitFor();
      expect([...(await barriers(phone)), ...(await barriers(desk))]).toEqual([]);
      expect(await sidewaysScroll(phone)).toBe(0);
    });

    it('hands an estimate to the office and back, with a reason', async () => {
      const [desk, phone] = [await inApp(visit, server(), 'manager'), await inApp(visit, server(), 'foreman', PHONE)];
      const { number } = await draft('На согласование');

      await phone.getByRole('link', { name: number }).click();
      await phone.getByRole('button', { name: 'Отправить на согласование' }).click();
      await desk.locator('tbody tr').filter({ hasText: number }).getByText('На согласовании').waitFor();
      await desk.getByRole('link', { name: number }).click();
      await desk.getByRole('button', { name: 'Отклонить' }).click();
      await desk.getByLabel('Причина отказа').fill('Дорого');
      await desk.getByRole('button', { name: 'Отклонить' }).click();

      await phone.getByText(/Отклонена · Имя manager · Дорого/).waitFor();
      expect([...(await barriers(phone)), ...(await barriers(desk))]).toEqual([]);
      expect(await sidewaysScroll(phone)).toBe(0);
    });

    it('is told when somebody changed what he is about to approve, and sees what it is now', async () => {
      const visitor = await visit({ viewport: DESK });
      visitor.expects(/412/);
      const desk = await enterApp(visitor.page, server().url, email('manager'));
      const { id, number } = await draft('Меняется на ходу');
      await crew().foreman.post(`/estimates/${id}/submit`).expect(200);
      await desk.getByRole('link', { name: number }).click();
      await desk.route('**/approve', async (route) => {
        await crew().manager.patch(`/estimates/${id}`, { comment: 'Уже не то' }).expect(200);
        await route.continue();
      });

      await desk.getByRole('button', { name: 'Согласовать' }).click();

      await desk.getByRole('alert').getByText('Смету тем временем изменили').waitFor();
      await desk.getByText('Уже не то').waitFor();
      const { body } = await crew().manager.get(`/estimates/${id}`).expect(200);
      expect(body.status_code).toBe('submitted');
    });

    it('sees the sign-in form at once when his session is revoked', async () => {
      const visitor = await visit({ viewport: PHONE });
      visitor.expects(/401/);
      const phone = await enterApp(visitor.page, server().url, email('foreman2'));

      await crew().admin.delete(`/users/${server().staff.foreman2.id}/sessions`).expect(204);

      await phone.locator('input[type=password]').waitFor();
    });

    it('has one stream for eight tabs, which are signed in together, and another takes over', async () => {
      const first = await inApp(visit, server(), 'admin');
      const tabs = [first];
      while (tabs.length < 8) {
        const tab = await first.context().newPage();
        await tab.goto(server().url);
        await tab.locator('[data-state=live]').waitFor();
        tabs.push(tab);
      }
      expect(await streamsOf('admin')).toBe(1);
      await first.close();

      const { id: foreman_id } = server().staff.foreman;
      const project = await aProject(crew().manager, [foreman_id], 'После смены вкладки');
      await crew()
        .manager.post('/estimates', { project_id: project.id, foreman_id, items: [anItem] })
        .expect(201);

      for (const tab of tabs.slice(1)) await tab.locator('tbody tr').filter({ hasText: project.name }).waitFor();
      expect(await streamsOf('admin')).toBe(1);
    });
  });
});
