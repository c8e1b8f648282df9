import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { sourceFiles, sourcePath } from './source-files.ts';

/** What the business does not know: how its news travels, where it is kept, and who carries its requests. */
const FOREIGN = /\b(SSE|EventSource|broker|Prisma|Express)\b/i;

function foreignLines(text: string): string[] {
  return text.split('\n').filter((line) => FOREIGN.test(line));
}

describe('the words of the business', () => {
  const files = ['src/domain', 'src/usecases'].flatMap(sourceFiles);

  it('are all that its rules and use cases speak in, comments included', () => {
    const found = files.flatMap((file) =>
      foreignLines(readFileSync(sourcePath(file), 'utf8')).map((line) => `${file}: ${line.trim()}`),
    );

    expect(files.length).toBeGreaterThan(50);
    expect(found).toEqual([]);
  });

  it.each([
    ['// pushed over SSE.', true],
    ["import { PrismaClient } from './prisma/client.ts';", true],
    ['the in-memory broker', true],
    ['new EventSource(url)', true],
    ['import express from "express";', true],
    ['an expression, expressly; classes; brokerage', false],
  ])('are told from others: %j', (line, foreign) => {
    expect(foreignLines(line)).toEqual(foreign ? [line] : []);
  });
});
