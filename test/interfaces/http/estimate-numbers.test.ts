import { describe, expect, it } from '@jest/globals';
import { aProject } from '../../support/client.ts';
import { signedInCrew } from '../../support/crew.ts';
import { expectProblem } from '../../support/problems.ts';
import { sharedServer } from '../../support/test-server.ts';

const today = () => new Date().toISOString().slice(0, 10);

describe('the number of an estimate', () => {
  const server = sharedServer();
  const crew = signedInCrew(server);
  const newProject = (name: string) => aProject(crew().manager, [server().staff.foreman.id], name);
  const numberOf = async (project_id: number, number?: string): Promise<string> =>
    (await crew().foreman.post('/estimates', { project_id, number }).expect(201)).body.number;

  it('is made of the day and the project, with _2, _3 … where it is taken', async () => {
    const { id } = await newProject('Баня');
    const before = today();

    const numbers = [await numberOf(id), await numberOf(id), await numberOf(id)];

    const stem = `Смета_${numbers[0]?.includes(before) ? before : today()}_Баня`;
    expect(numbers).toEqual([stem, `${stem}_2`, `${stem}_3`]);
  });

  it('passes over those that were given by hand', async () => {
    const { id } = await newProject('Гараж');
    const first = await numberOf(id);
    await numberOf(id, `${first}_2`);

    expect(await numberOf(id)).toBe(`${first}_3`);
  });

  it('is made for each of many that are asked for at once', async () => {
    const { id } = await newProject('Школа');

    const numbers = await Promise.all(Array.from({ length: 20 }, () => numberOf(id)));

    expect(new Set(numbers).size).toBe(20);
  });

  it.each([
    ['of 200 letters', 'Ж'.repeat(200)],
    ['of 200 characters beyond the basic plane', '🏗'.repeat(200)],
  ])('has at most 200 characters under a project name %s', async (_what, name) => {
    const { id } = await newProject(name);

    const numbers = [await numberOf(id), await numberOf(id)];

    for (const number of numbers) {
      expect([...number].length).toBeLessThanOrEqual(200);
      expect(number.isWellFormed()).toBe(true);
    }
    expect(numbers[1]).toBe(`${numbers[0]}_2`);
  });

  it('is nobody else’s: one that is taken is refused, and nothing is made or changed', async () => {
    const { id: project_id } = await newProject('Мост');
    await numberOf(project_id, 'М-1');
    const { body: other } = await crew().foreman.post('/estimates', { project_id, number: 'М-2' }).expect(201);

    const made = await crew().foreman.post('/estimates', { project_id, number: 'М-1' });
    const changed = await crew().foreman.patch(`/estimates/${other.id}`, { number: 'М-1', comment: 'нет' });

    expectProblem(made, 409, 'number_taken');
    expectProblem(changed, 409, 'number_taken');
    const { body } = await crew().foreman.get(`/estimates?project_id=${project_id}`);
    expect(body.items).toHaveLength(2);
    expect(body.items[0]).toEqual(other);
  });

  it('may be given again by its own estimate, and once another is gone', async () => {
    const { id: project_id } = await newProject('Сад');
    const { body } = await crew().foreman.post('/estimates', { project_id, number: 'Сад-1' }).expect(201);

    await crew().foreman.patch(`/estimates/${body.id}`, { number: 'Сад-1' }).expect(200);
    await crew().foreman.delete(`/estimates/${body.id}`).expect(204);

    expect(await numberOf(project_id, 'Сад-1')).toBe('Сад-1');
  });
});
