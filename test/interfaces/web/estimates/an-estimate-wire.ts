import type { EstimateWire } from '../../../../src/interfaces/wire/estimate-wire.ts';

export function anEstimateWire(part: Partial<EstimateWire> = {}): EstimateWire {
  return {
    id: 1,
    number: 'Смета 1',
    project_id: 1,
    project_name: 'Дом у реки',
    foreman_id: 3,
    foreman_name: 'Прораб',
    creator_id: 3,
    creator_name: 'Прораб',
    status: 'Черновик',
    status_code: 'draft',
    comment: '',
    items: [{ name: 'Кирпич', unit: 'шт.', quantity: '100', unit_price: '24.50', total: '2450.00' }],
    total: '2450.00',
    version: 1,
    created_at: '2026-01-01T12:00:00.000Z',
    updated_at: '2026-01-01T12:00:00.000Z',
    ...part,
  };
}
