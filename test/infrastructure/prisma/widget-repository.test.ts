import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { AssistantNotFound, WidgetNotFound } from '../../../src/domain/widgets/widget-errors.ts';
import { AssistantRepository, WidgetReader, WidgetRepository } from '../../../src/domain/widgets/widget-repository.ts';
import { inEachHouse } from '../../support/house.ts';

const NOBODYS = 2 ** 31 - 1;

inEachHouse((house) => {
  let assistantId: number;
  beforeAll(async () => {
    assistantId = await addAssistant('Анна');
  });
  const widgets = () => house().container.resolve<WidgetRepository>(WidgetRepository);
  const reader = () => house().container.resolve<WidgetReader>(WidgetReader);
  const assistants = () => house().container.resolve<AssistantRepository>(AssistantRepository);
  const addAssistant = async (name: string) => (await assistants().add({ name, createdAt: house().clock.now() })).id;
  const add = (allowedDomains: string[] = ['site.example'], of = assistantId) =>
    widgets().add({
      assistantId: of,
      token: randomUUID(),
      allowedDomains,
      issuedDomains: allowedDomains,
      createdAt: house().clock.now(),
    });

  describe('a repository of widgets', () => {
    it('gives back what it was given, by id and by token', async () => {
      const widget = await add(['b.example', 'a.example']);

      expect(widget).toEqual({
        id: expect.any(Number),
        assistantId,
        token: expect.any(String),
        allowedDomains: ['b.example', 'a.example'],
        issuedDomains: ['b.example', 'a.example'],
        createdAt: house().clock.now(),
        revokedAt: null,
      });
      expect(await reader().find(widget.id)).toEqual(widget);
      expect(await reader().findByToken(widget.token)).toEqual(widget);
    });

    it('takes other domains, and remembers those that the token was made with', async () => {
      const widget = await add();

      const changed = await widgets().allow(widget.id, ['other.example']);

      expect(changed).toEqual({ ...widget, allowedDomains: ['other.example'] });
      expect(await reader().findByToken(widget.token)).toEqual(changed);
    });

    it('revokes a widget once, and then knows it by its token alone', async () => {
      const widget = await add();

      await widgets().revoke(widget.id, house().clock.now());

      await expect(widgets().revoke(widget.id, house().clock.now())).rejects.toThrow(WidgetNotFound);
      await expect(widgets().allow(widget.id, [])).rejects.toThrow(WidgetNotFound);
      await expect(reader().find(widget.id)).rejects.toThrow(WidgetNotFound);
      expect(await reader().findByToken(widget.token)).toEqual({ ...widget, revokedAt: house().clock.now() });
      expect((await reader().list({ limit: 100 })).map(({ id }) => id)).not.toContain(widget.id);
    });

    it('lists live widgets by descending id, in parts', async () => {
      const [first, gone, second] = [await add(), await add(), await add()];
      await widgets().revoke(gone.id, house().clock.now());

      const newest = await reader().list({ limit: 1 });
      const next = await reader().list({ limit: 1, before: second.id });

      expect([...newest, ...next]).toEqual([second, first]);
    });

    it('says where the live widgets of one assistant may stand', async () => {
      const [his, others] = [await addAssistant('Борис'), await addAssistant('Вера')];
      await add(['a.example', 'b.example'], his);
      await add(['c.example'], his);
      await add(['others.example'], others);
      const gone = await add(['gone.example'], his);
      await widgets().revoke(gone.id, house().clock.now());

      expect((await reader().domainsOf(his)).sort()).toEqual(['a.example', 'b.example', 'c.example']);
      expect(await reader().domainsOf(NOBODYS)).toEqual([]);
    });

    it('finds nothing under a number or a token that is nobody’s', async () => {
      await expect(reader().find(NOBODYS)).rejects.toThrow(WidgetNotFound);
      await expect(widgets().revoke(NOBODYS, house().clock.now())).rejects.toThrow(WidgetNotFound);
      await expect(add([], NOBODYS)).rejects.toThrow(AssistantNotFound);
      expect(await reader().findByToken('never was')).toBeNull();
    });
  });

  it('a repository of assistants lists them by descending id, in parts', async () => {
    const [first, second] = [await addAssistant('Глеб'), await addAssistant('Дарья')];

    const newest = await assistants().list({ limit: 1 });
    const next = await assistants().list({ limit: 1, before: second });

    expect([...newest, ...next]).toEqual([
      { id: second, name: 'Дарья', createdAt: house().clock.now() },
      { id: first, name: 'Глеб', createdAt: house().clock.now() },
    ]);
  });
});
