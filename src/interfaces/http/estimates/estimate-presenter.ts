import {
  type EstimateSnapshot,
  lineTotal,
  STATUS_NAMES,
  totalOf,
} from '../../../domain/estimates/estimate-snapshot.ts';
import type { EstimateWire } from '../../wire/estimate-wire.ts';

export function presentEstimate(estimate: EstimateSnapshot): EstimateWire {
  return {
    id: estimate.id,
    number: estimate.number,
    project_id: estimate.projectId,
    project_name: estimate.projectName,
    foreman_id: estimate.foremanId,
    foreman_name: estimate.foremanName,
    creator_id: estimate.creatorId,
    creator_name: estimate.creatorName,
    status: STATUS_NAMES[estimate.status],
    status_code: estimate.status,
    comment: estimate.comment,
    items: estimate.items.map((item) => ({
      name: item.name,
      unit: item.unit,
      quantity: item.quantity.toString(),
      unit_price: item.unitPrice.toFixed(2),
      total: lineTotal(item).toFixed(2),
    })),
    total: totalOf(estimate.items).toFixed(2),
    version: estimate.version,
    created_at: estimate.createdAt.toISOString(),
    updated_at: estimate.updatedAt.toISOString(),
  };
}
