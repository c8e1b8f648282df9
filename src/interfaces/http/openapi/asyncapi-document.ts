import { SCHEMAS } from './json-schemas.ts';
import { MESSAGES, SUBJECTS } from './shapes.ts';

const DESCRIPTION =
  'A stream of server-sent events. Each message is unnamed, its `id` a position of the event log, its `data` one of ' +
  'these envelopes. First `connected`, then what was missed since `Last-Event-ID`, then live. Foremen get the events of ' +
  'their own estimates and projects alone.';

const SECURITY_SCHEMES = {
  bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
  streamToken: { type: 'httpApiKey', in: 'query', name: 'token', description: 'A stream ticket, or the access token.' },
};

/** The role stream as AsyncAPI 3.0 (https://www.asyncapi.com/docs/reference/specification/v3.0.0). */
export function asyncApiDocument(): object {
  const names = Object.keys(MESSAGES);
  return {
    asyncapi: '3.0.0',
    info: { title: 'Smeta Live: the role stream', version: '1.0', description: DESCRIPTION },
    defaultContentType: 'application/json',
    channels: {
      roleStream: {
        address: '/api/v1/sse/events',
        messages: Object.fromEntries(names.map((name) => [name, { $ref: `#/components/messages/${name}` }])),
      },
    },
    operations: {
      tell: {
        action: 'send',
        channel: { $ref: '#/channels/roleStream' },
        security: Object.keys(SECURITY_SCHEMES).map((name) => ({ $ref: `#/components/securitySchemes/${name}` })),
        messages: names.map((name) => ({ $ref: `#/channels/roleStream/messages/${name}` })),
      },
    },
    components: {
      messages: Object.fromEntries(names.map((name) => [name, messageOf(name)])),
      schemas: Object.fromEntries(Object.keys({ ...MESSAGES, ...SUBJECTS }).map((name) => [name, SCHEMAS[name]])),
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

function messageOf(name: string): object {
  return { name, contentType: 'application/json', payload: { $ref: `#/components/schemas/${name}` } };
}
