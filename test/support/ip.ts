import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';

/** Of iproute2; where users other than root may not look for it. */
const COMMAND = 'ip';
const env = { PATH: `${process.env.PATH}:/usr/sbin:/sbin` };

/** @throws {Error} with what it said. */
export function ip(...args: string[]): void {
  execFileSync(COMMAND, args, { stdio: 'pipe', env });
}

/** Starts a program of Node, given as text, within a network; its argument is `process.argv[1]`. */
export function runWithin(network: string, text: string, argument: string): ChildProcess {
  return spawn(COMMAND, ['netns', 'exec', network, process.execPath, '-e', text, argument], {
    env,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
}

/** Short: the name of an interface has 15 characters at most. */
export function aNetworkName(): string {
  return `smeta${randomBytes(3).toString('hex')}`;
}

/** Whether this machine lets us make networks of our own. */
export function makesNetworks(): boolean {
  const name = aNetworkName();
  try {
    ip('netns', 'add', name);
    ip('link', 'add', `${name}h`, 'type', 'veth', 'peer', 'name', `${name}t`, 'netns', name);
    return true;
  } catch {
    return false; // not Linux, not root, or not allowed in this container
  } finally {
    remove(name);
  }
}

function remove(name: string): void {
  try {
    ip('netns', 'del', name);
  } catch {
    // it was never made
  }
}
