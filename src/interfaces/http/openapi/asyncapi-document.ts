import { schemasOf } from './json-schemas.ts';
import { SUBJECTS } from './shapes.ts';
import { STREAM_SHAPES, STREAMS, type StreamDescription } from './stream-messages.ts';

const DESCRIPTION =
  'Streams of server-sent events. The name of a message is its `event:`; those of the role stream have none. All end ' +
  'with a message that says why.';

const SECURITY_SCHEMES = {
  bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
  streamToken: { type: 'httpApiKey', in: 'query', name: 'token', description: 'A stream ticket, or the access token.' },
};

/** All streams as AsyncAPI 3.0 (https://www.asyncapi.com/docs/reference/specification/v3.0.0). */
export function asyncApiDocument(): object {
  const streams = Object.entries(STREAMS);
  return {
    asyncapi: '3.0.0',
    info: { title: 'Smeta Live: the streams', version: '1.0', description: DESCRIPTION },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(streams.map(([name, stream]) => [name, channelOf(stream)])),
    operations: Object.fromEntries(streams.map(([name, stream]) => [`${name}Tells`, operationOf(name, stream)])),
    components: {
      messages: Object.fromEntries(streams.flatMap(([, stream]) => messagesOf(stream))),
      schemas: schemasOf({ ...STREAM_SHAPES, ...SUBJECTS }),
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

function channelOf({ address, description, messages }: StreamDescription): object {
  const parameters = [...address.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, {}]);
  return {
    address,
    description,
    messages: Object.fromEntries(Object.keys(messages).map((name) => [name, referTo('messages', name)])),
    ...(parameters.length > 0 ? { parameters: Object.fromEntries(parameters) } : {}),
  };
}

function operationOf(name: string, { messages }: StreamDescription): object {
  return {
    action: 'send',
    channel: { $ref: `#/channels/${name}` },
    security: Object.keys(SECURITY_SCHEMES).map((scheme) => referTo('securitySchemes', scheme)),
    messages: Object.keys(messages).map((message) => ({ $ref: `#/channels/${name}/messages/${message}` })),
  };
}

function messagesOf({ messages }: StreamDescription): [string, object][] {
  return Object.entries(messages).map(([name, { event }]) => {
    return [name, { name: event ?? name, contentType: 'application/json', payload: referTo('schemas', name) }];
  });
}

function referTo(kind: 'messages' | 'schemas' | 'securitySchemes', name: string): { $ref: string } {
  return { $ref: `#/components/${kind}/${name}` };
}
