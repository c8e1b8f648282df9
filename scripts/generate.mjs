// Generates the Prisma client from the schema. No engine is needed for that (and none can be downloaded on a closed
// network), so the path of any executable does where Prisma asks for one.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(import.meta.resolve('prisma/build/index.js'));
const env = { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, ...process.env };
const { status } = spawnSync(process.execPath, [cli, 'generate', '--no-hints'], { env, stdio: 'inherit' });
process.exit(status ?? 1);
