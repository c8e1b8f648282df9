// A foreman saves an estimate in the first of his projects.
import { bearer, call, sendJson, user } from './demo-sign-in.mjs';

const projects = await (await call('/api/v1/projects?limit=1', { headers: bearer })).json();
const project = projects.items[0];
if (!project) {
  console.error(`${user.name} is assigned to no project.`);
  process.exit(1);
}
const items = [
  { name: 'Бетон В25 с доставкой', unit: 'м³', quantity: '12.5', unit_price: '6900.00' },
  { name: 'Арматура А500С, 12 мм', unit: 'т', quantity: '0.84', unit_price: '61500.00' },
];
const comment = 'Фундаментная плита, захватка 1.';
const body = { project_id: project.id, comment, items };
const estimate = await (await sendJson('/api/v1/estimates', body, bearer)).json();
console.log(`${user.name} saved «${estimate.number}», ${estimate.total} ₽, in «${project.name}».`);
