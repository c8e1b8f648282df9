import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { barriers, faintTexts, sidewaysScroll } from '../support/accessibility.ts';
import { inBrowser, type Visit } from '../support/browser.ts';
import { signedInCrew } from '../support/crew.ts';
import { sharedServer } from '../support/test-server.ts';
import { until } from '../support/until.ts';
import { anEstimate, enterApp, PHONE, signIn } from '../support/web-people.ts';

inBrowser('a foreman who writes', (visit: Visit) => {
  const server = sharedServer();
  const crew = signedInCrew(server);
  let phone: Page;
  let id: number;
  beforeEach(async () => {
    ({ id } = await anEstimate(crew(), server().staff, 'Дом у озера'));
    const visitor = await visit({ viewport: PHONE });
    visitor.expects(/401|404|409|412|422|ERR_/);
    phone = await enterApp(visitor.page, server().url, server().staff.foreman.email);
  });

  const openEditor = async () => {
    await phone.goto(`${server().url}/#/estimates/${id}`);
    await phone.getByRole('button', { name: 'Изменить' }).click();
    await phone.getByLabel('Кол-во').waitFor();
  };
  const status = (name: string) =>
    phone.getByRole('region').getByText('Дом у озера · Имя foreman').locator('..').getByText(name);
  const save = () => phone.getByRole('button', { name: 'Сохранить', exact: true }).click();
  const saved = async () => (await crew().foreman.get(`/estimates/${id}`).expect(200)).body;

  it('changes what is there, with the sum as he types, and is told what a field takes', async () => {
    await openEditor();
    await phone.getByLabel('Кол-во').fill('сто');
    await save();
    const isTaken = await phone.getByLabel('Кол-во').evaluate((field) => field.matches(':valid'));
    await phone.getByLabel('Кол-во').fill('10,5');
    await phone.getByText('Сумма: 257,25 ₽').waitFor();
    await phone.getByLabel('Комментарий').fill('Без доставки');
    await save();

    await phone.getByRole('button', { name: 'Изменить' }).waitFor();
    expect(isTaken).toBe(false);
    expect(await saved()).toMatchObject({ total: '257.25', comment: 'Без доставки', version: 2 });
  });

  it('finds himself in the line that he adds, and beside the one that he takes away', async () => {
    await openEditor();
    const focused = () => phone.evaluate('document.activeElement.closest("[role=group]")?.getAttribute("aria-label")');

    await phone.getByRole('button', { name: 'Добавить строку' }).click();
    await phone.keyboard.type('Доставка');
    expect(await phone.getByLabel('Работа или материал').nth(1).inputValue()).toBe('Доставка');
    await phone.getByRole('button', { name: 'Добавить строку' }).click();
    await phone.getByRole('button', { name: 'Убрать строку' }).nth(1).press('Enter');
    expect([await phone.getByLabel('Кол-во').count(), await focused()]).toEqual([2, 'Строка 2']);
    await phone.getByRole('button', { name: 'Убрать строку' }).nth(1).press('Enter');
    expect([await phone.getByLabel('Кол-во').count(), await focused()]).toEqual([1, 'Строка 1']);
  });

  it('is told in his language, at the field, what the server does not take, until he corrects it', async () => {
    await openEditor();
    await phone.getByRole('button', { name: 'Добавить строку' }).click();
    await phone.getByRole('button', { name: 'Добавить строку' }).click();
    const name = phone.getByLabel('Работа или материал').nth(2); // after a line that is empty, and so not sent
    await name.focus(); // half of an emoji, as a cut copy leaves it: the form itself does not refuse that
    await phone.evaluate(String.raw`document.execCommand('insertText', false, 'Доска\uD83D')`);
    await phone.getByLabel('Ед.').nth(2).fill('шт.');
    await phone.getByLabel('Кол-во').nth(2).fill('1');
    await phone.getByLabel('Цена').nth(2).fill('2');
    await save();

    await phone.getByRole('alert').getByText('Проверьте, что введено').waitFor();
    const marked = phone.locator('[aria-invalid=true]');
    expect([await marked.count(), await name.getAttribute('aria-invalid')]).toEqual([1, 'true']);
    expect(await name.evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true);
    expect(await described(name)).toBe('Здесь знаки, которые нельзя сохранить, вроде «�»: сотрите и наберите заново');
    expect([await phone.getByRole('alert').getByRole('listitem').count(), await barriers(phone)]).toEqual([0, []]);
    const faint = [await faintTexts(phone)];
    await phone.emulateMedia({ colorScheme: 'dark' });
    faint.push(await faintTexts(phone));
    expect([faint, await sidewaysScroll(phone)]).toEqual([[[], []], 0]);

    await name.fill('Доска');
    expect(await marked.count()).toBe(0);
    await save();
    await phone.getByRole('button', { name: 'Изменить' }).waitFor();
    expect((await saved()).items).toMatchObject([{ quantity: '100' }, { name: 'Доска' }]);
  });

  it('saves what he has written on after an answer that was lost, once', async () => {
    await phone.goto(`${server().url}/#/estimates/new`);
    await phone.getByLabel('Комментарий').fill('Новая, начало');
    await phone.route('**/api/v1/estimates', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await save();
    await phone.getByRole('alert').getByText('Сервер не отвечает').waitFor();
    await phone.unroute('**/api/v1/estimates');
    await phone.getByLabel('Комментарий').fill('Новая, до конца');
    await phone.reload();
    await save();

    await phone.getByRole('button', { name: 'Новая смета' }).waitFor();
    const { items } = (await crew().foreman.get('/estimates').expect(200)).body as { items: { comment: string }[] };
    const comments = items.map(({ comment }) => comment).filter((comment) => comment.startsWith('Новая'));
    expect(comments).toEqual(['Новая, до конца']);
  });

  it('goes on writing while others change other things, and keeps every letter', async () => {
    await openEditor();
    await phone.getByLabel('Комментарий').fill('Начало');
    await anEstimate(crew(), server().staff, 'Чужая новость');
    await crew().manager.patch(`/estimates/${id}`, { comment: 'Чужое' }).expect(200);
    await phone.getByLabel('Комментарий').pressSequentially(' и конец');

    expect(await phone.getByLabel('Комментарий').inputValue()).toBe('Начало и конец');
  });

  describe('what somebody else has changed meanwhile', () => {
    beforeEach(async () => {
      await openEditor();
      await phone.getByLabel('Комментарий').fill('Мой комментарий');
      await crew().manager.patch(`/estimates/${id}`, { comment: 'Комментарий конторы' }).expect(200);
      await save();
      await phone.getByRole('alert').getByText('Какая останется?').waitFor();
    });

    it('sees both versions, and keeps his', async () => {
      const theirs = phone.getByRole('region', { name: 'Та, что на сервере' });
      await theirs.getByText('Комментарий конторы').waitFor();
      expect([await barriers(phone), await sidewaysScroll(phone)]).toEqual([[], 0]);
      await until(() => isInView(phone.getByText('Какая останется?')));

      await phone.getByRole('button', { name: 'Сохранить мою' }).click();

      await phone.getByRole('button', { name: 'Изменить' }).waitFor();
      expect(await saved()).toMatchObject({ comment: 'Мой комментарий', version: 3 });
    });

    it('is told why his version could not be saved, and asked on', async () => {
      await phone.route('**/api/v1/estimates/*', (route) => route.abort());

      await phone.getByRole('button', { name: 'Сохранить мою' }).click();

      await phone.getByRole('alert').getByText('Сервер не отвечает').waitFor();
      expect(await phone.getByText('Какая останется?').count()).toBe(1);
    });

    it('sees both versions, and takes theirs', async () => {
      await phone.getByRole('button', { name: 'Взять ту, что на сервере' }).click();

      expect(await phone.getByLabel('Комментарий').inputValue()).toBe('Комментарий конторы');
      expect(await phone.getByRole('alert').count()).toBe(0);
      expect(await saved()).toMatchObject({ comment: 'Комментарий конторы', version: 2 });
    });
  });

  it('sees what he hands on as handed on at once, and as it was when that is refused', async () => {
    await phone.goto(`${server().url}/#/estimates/${id}`);
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await phone.route('**/submit', async (route) => {
      await held;
      await route.abort();
    });
    await phone.getByRole('button', { name: 'Отправить на согласование' }).click();
    await status('На согласовании').waitFor();
    letGo();

    await phone.getByRole('alert').getByText('Сервер не отвечает').waitFor();
    await status('Черновик').waitFor();
    expect(await saved()).toMatchObject({ status_code: 'draft' });
  });

  it('deletes what he does not want, after he was asked once more', async () => {
    await phone.goto(`${server().url}/#/estimates/${id}`);
    await phone.getByRole('button', { name: 'Удалить смету' }).click();
    await phone.getByRole('button', { name: 'Удалить насовсем' }).click();

    await phone.getByRole('button', { name: 'Новая смета' }).waitFor();
    await crew().foreman.get(`/estimates/${id}`).expect(404);
  });

  it('is told when what he looks at is gone, and can do nothing with it any more', async () => {
    await phone.goto(`${server().url}/#/estimates/${id}`);
    await phone.getByRole('button', { name: 'Изменить' }).waitFor();
    await crew().manager.delete(`/estimates/${id}`).expect(204);

    await phone.getByRole('alert').getByText('Этой сметы больше нет').waitFor();
    expect(await phone.getByRole('button', { name: 'Изменить' }).count()).toBe(0);
  });

  it('finds what he has written when the phone has thrown the page out of its memory', async () => {
    await phone.goto(`${server().url}/#/estimates/new`);
    await phone.getByLabel('Работа или материал').fill('Доска обрезная');
    await phone.getByRole('button', { name: 'Добавить строку' }).click();
    await phone.reload();

    await phone.getByLabel('Работа или материал').nth(1).waitFor();
    expect(await phone.getByLabel('Работа или материал').first().inputValue()).toBe('Доска обрезная');
    await phone.getByRole('button', { name: 'Отмена' }).click();
    await phone.getByRole('button', { name: 'Новая смета' }).click();
    expect(await phone.getByLabel('Работа или материал').first().inputValue()).toBe('');
  });

  it('finds what he has changed, too, and that nobody else does who signs in', async () => {
    await openEditor();
    await phone.getByLabel('Комментарий').fill('Недописано');
    await phone.reload();
    await phone.getByLabel('Комментарий').waitFor();
    expect(await phone.getByLabel('Комментарий').inputValue()).toBe('Недописано');

    const other = await phone.context().newPage();
    await other.goto(server().url);
    await other.getByRole('button', { name: /^Меню/ }).click();
    await other.getByRole('menuitem', { name: 'Выйти' }).click();
    await signIn(phone, server().staff.foreman2.email);
    await phone.locator('[data-state=live]').waitFor();

    expect(await phone.evaluate<string>('JSON.stringify({ ...sessionStorage })')).not.toContain('Недописано');
  });

  it('is told that nothing is saved without a network, and nothing is saved behind his back', async () => {
    await openEditor();
    await phone.getByLabel('Комментарий').fill('Без связи');
    await phone.context().setOffline(true);
    await save();
    await phone.getByRole('alert').getByText('Сервер не отвечает').waitFor();
    await phone.getByRole('button', { name: 'Отмена' }).click();
    await phone.context().setOffline(false);
    await phone.locator('[data-state=live]').waitFor();

    expect(await saved()).toMatchObject({ comment: '', version: 1 });
  });

  it('hands on once, however often he taps', async () => {
    await phone.goto(`${server().url}/#/estimates/${id}`);
    await phone.getByRole('button', { name: 'Отправить на согласование' }).dblclick();

    await status('На согласовании').waitFor();
    await until(async () => (await saved()).status_code === 'submitted');
    expect(await phone.getByRole('alert').count()).toBe(0);
  });

  it('never writes for another project than he has chosen', async () => {
    const project = (await saved()).project_id;
    await phone.goto(`${server().url}/#/estimates/new`);
    await phone.getByLabel('Объект').selectOption(String(project));
    await crew().manager.patch(`/projects/${project}`, { foreman_ids: [] }).expect(200);

    await phone.getByLabel('Объект').getByText('Объект вам больше не виден').waitFor({ state: 'attached' });
    expect(await phone.getByLabel('Объект').inputValue()).toBe(String(project));
  });

  it('is told in his own words why something is refused', async () => {
    await openEditor();
    const project = (await saved()).project_id;
    await crew().manager.patch(`/projects/${project}`, { foreman_ids: [] }).expect(200);
    await phone.getByLabel('Комментарий').fill('Поздно');
    await save();

    await phone.getByRole('alert').getByText('больше не назначен на этот объект').waitFor();
    expect(await phone.getByLabel('Комментарий').inputValue()).toBe('Поздно');
  });
});

/** What a screen reader says after its name. */
function described(field: Locator): Promise<string> {
  return field.evaluate((element) => {
    const ids: string[] = element.getAttribute('aria-describedby')?.split(' ') ?? [];
    return ids.map((id) => element.ownerDocument.getElementById(id)?.textContent).join(' ');
  });
}

/** Whether nothing lies over it, and it is on the screen. */
function isInView(locator: Locator): Promise<boolean> {
  return locator.evaluate((element) => {
    const { left, top } = element.getBoundingClientRect();
    return element.contains(element.ownerDocument.elementFromPoint(left + 1, top + 1));
  });
}
