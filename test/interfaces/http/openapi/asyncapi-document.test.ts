import { describe, expect, it } from '@jest/globals';
import { asyncApiDocument } from '../../../../src/interfaces/http/openapi/asyncapi-document.ts';
import { OPERATIONS } from '../../../../src/interfaces/http/openapi/operations.ts';
import { referencesIn, resolved } from '../../../support/references.ts';
import { STREAM_EVENTS } from '../../../support/stream-events.ts';

const document = JSON.parse(JSON.stringify(asyncApiDocument()));
const { roleStream } = document.channels;

describe('the AsyncAPI document', () => {
  it('refers to nothing that is not there', () => {
    const references = [...new Set(referencesIn(document))];

    const broken = references.filter((reference) => resolved(document, reference) === undefined);

    expect(references.length).toBeGreaterThan(20);
    expect(broken).toEqual([]);
  });

  it('is of version 3.0 and speaks of every stream that is there', () => {
    const streams = OPERATIONS.filter(({ media }) => media === 'text/event-stream').map(({ path }) => path);

    const described = Object.values<{ address: string }>(document.channels).map(({ address }) => address);

    expect(document.asyncapi).toBe('3.0.0');
    expect(described.sort()).toEqual(streams.sort());
  });

  it('has an operation for each of them, with all its messages', () => {
    const told = Object.values<{ channel: object; messages: object[] }>(document.operations);

    expect(told.map(({ channel, messages }) => ({ channel, messages: messages.length }))).toEqual(
      Object.entries<{ messages: object }>(document.channels).map(([name, { messages }]) => {
        return { channel: { $ref: `#/channels/${name}` }, messages: Object.keys(messages).length };
      }),
    );
  });

  it('has every event of the stream, each once', () => {
    const names = Object.keys(roleStream.messages).flatMap((name) => {
      const { event } = document.components.schemas[name].properties;
      return event.enum ?? [event.const];
    });

    expect(names.sort()).toEqual([...STREAM_EVENTS].sort());
  });
});
