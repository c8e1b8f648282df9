import { runProgram } from './program.ts';
import { EnsureFirstAdmin } from './usecases/people/ensure-first-admin.ts';

/** `npm start` */
await runProgram(process.env, async (container, config) => {
  const { ADMIN_EMAIL, ADMIN_PASSWORD } = config;
  const made = await container.resolve(EnsureFirstAdmin).execute(ADMIN_EMAIL, ADMIN_PASSWORD);
  if (!made) return;
  const { email, generatedPassword } = made;
  process.stdout.write(
    `First start: sign in as ${email} with the password ${generatedPassword ?? 'of ADMIN_PASSWORD'}\n`,
  );
  if (generatedPassword !== null) process.stdout.write('It is shown this once.\n');
});
