import { readFileSync } from 'node:fs';

/** Of Linux on every machine that Node runs on, in milliseconds (sysconf `_SC_CLK_TCK` is 100). */
const TICK_MS = 10;
const UTIME = 11; // proc_pid_stat(5), counted from the word after the name
const STIME = 12;

/** Processor time that a process has used, in milliseconds. */
export function processorMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const words = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(words[UTIME]) + Number(words[STIME])) * TICK_MS;
}

/** Resident memory of a process, in bytes. */
export function residentBytes(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}
