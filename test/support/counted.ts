import type { Client } from './client.ts';

/** How many projects and estimates there are: the same before and after what must leave nothing behind. */
export async function counted(manager: Client): Promise<{ projects: number; estimates: number }> {
  return { projects: await count(manager, '/projects'), estimates: await count(manager, '/estimates') };
}

async function count(manager: Client, path: string, cursor = ''): Promise<number> {
  const { body } = await manager.get(`${path}?limit=200${cursor && `&cursor=${cursor}`}`).expect(200);
  return body.items.length + (body.next_cursor === null ? 0 : await count(manager, path, body.next_cursor));
}
