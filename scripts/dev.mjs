// Compiles on every change and restarts the server; the app is at Vite's address, and changes in its place. (Version 7 of the compiler sees changes too late for a watch.)
import { spawn } from 'node:child_process';

const commands = [
  ['node', ['node_modules/typescript/bin/tsc6', '-p', 'tsconfig.build.json', '--watch', '--preserveWatchOutput']],
  ['node', ['--watch', '--enable-source-maps', 'dist/main.js']],
  ['node', ['node_modules/vite/bin/vite.js']],
];
const children = commands.map(([command, args]) => spawn(command, args, { stdio: 'inherit' }));
const stop = () => {
  for (const child of children) child.kill('SIGTERM');
};
for (const child of children) child.on('exit', stop);
process.on('SIGINT', stop).on('SIGTERM', stop);
