import type { EstimateItem, EstimateSnapshot } from '../../src/domain/estimates/estimate-snapshot.ts';
import type { ProjectSnapshot } from '../../src/domain/projects/project-snapshot.ts';
import { Decimal } from '../../src/domain/shared/decimal.ts';

const MORNING = new Date('2026-03-02T08:00:00.000Z');

/** One line of an estimate; quantity and price as a person would type them. */
export function anItem(quantity = '10', unitPrice = '24.50', name = 'Кирпич М-150'): EstimateItem {
  return { name, unit: 'шт.', quantity: Decimal.parse(quantity), unitPrice: Decimal.parse(unitPrice) };
}

export function anEstimate(differences: Partial<EstimateSnapshot> = {}): EstimateSnapshot {
  return {
    id: 17,
    number: 'Смета_2026-03-02_Дом у реки',
    projectId: 3,
    projectName: 'Дом у реки',
    foremanId: 7,
    foremanName: 'Иван Петров',
    creatorId: 7,
    creatorName: 'Иван Петров',
    status: 'draft',
    comment: '',
    rejectionReason: null,
    items: [anItem()],
    version: 1,
    createdAt: MORNING,
    updatedAt: MORNING,
    ...differences,
  };
}

export function aProject(foremanIds: readonly number[], differences: Partial<ProjectSnapshot> = {}): ProjectSnapshot {
  return {
    id: 3,
    name: 'Дом у реки',
    address: 'Набережная, 1',
    foremen: foremanIds.map((id) => ({ id, name: `Прораб ${id}` })),
    creatorId: 2,
    creatorName: 'Мария Орлова',
    version: 1,
    createdAt: MORNING,
    updatedAt: MORNING,
    ...differences,
  };
}
