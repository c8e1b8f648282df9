import { describe, expect, it } from '@jest/globals';
import { projectEvents } from '../../../src/domain/projects/project-events.ts';
import { aProject } from '../builders.ts';

const office = ['role:manager', 'role:admin'];

describe('the events of a project', () => {
  it.each([
    [[], office],
    [[7], [...office, 'user:7']],
    [
      [7, 8],
      [...office, 'user:7', 'user:8'],
    ],
  ])('are one «created» when it comes with foremen %j', (foremen, audience) => {
    const after = aProject(foremen);

    expect(projectEvents(null, after)).toEqual([{ type: 'project.created', snapshot: after, audience }]);
  });

  it('are one «deleted» when it goes, for those who had it last', () => {
    const before = aProject([7, 8]);

    expect(projectEvents(before, null)).toEqual([
      { type: 'project.deleted', snapshot: before, audience: [...office, 'user:7', 'user:8'] },
    ]);
  });

  it('are none when it came and went at once', () => {
    expect(projectEvents(null, null)).toEqual([]);
  });

  it('are one «updated» when it changes and keeps its foremen', () => {
    const after = aProject([7], { name: 'Дом у моря', version: 2 });

    expect(projectEvents(aProject([7]), after)).toEqual([
      { type: 'project.updated', snapshot: after, audience: [...office, 'user:7'] },
    ]);
  });

  it('tell who comes and who stays by «updated», and all who were taken off by one «unassigned»', () => {
    const after = aProject([8, 9]);

    expect(projectEvents(aProject([6, 7, 8]), after)).toEqual([
      { type: 'project.updated', snapshot: after, audience: [...office, 'user:8', 'user:9'] },
      { type: 'project.unassigned', snapshot: after, audience: ['user:6', 'user:7'] },
    ]);
  });
});
