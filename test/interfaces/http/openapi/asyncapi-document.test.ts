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

  it('is of version 3.0 and speaks of the stream that is there', () => {
    const stream = OPERATIONS.find(({ media }) => media === 'text/event-stream');

    expect(document.asyncapi).toBe('3.0.0');
    expect(roleStream.address).toBe(stream?.path);
    expect(document.operations.tell).toMatchObject({ action: 'send', channel: { $ref: '#/channels/roleStream' } });
  });

  it('has every event of the stream, each once', () => {
    const names = Object.keys(roleStream.messages).flatMap((name) => {
      const { event } = document.components.schemas[name].properties;
      return event.enum ?? [event.const];
    });

    expect(names.sort()).toEqual([...STREAM_EVENTS].sort());
  });
});
