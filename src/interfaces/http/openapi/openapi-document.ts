import { ERROR_CODES, type ErrorCode } from './error-codes.ts';
import { fieldsOf, SCHEMAS, schemaOf } from './json-schemas.ts';
import { HEADERS, PARAMETERS, referToHeaders, referToParameter, SECURITY_SCHEMES } from './openapi-parts.ts';
import { errorsOf, type Operation } from './operation.ts';

const DESCRIPTION =
  'JSON in and out. Times are ISO 8601 in UTC; money and quantities are decimal strings. The conventions are in docs/api.md.';

/** The table as OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0). */
export function openApiDocument(areas: Readonly<Record<string, readonly Operation[]>>): object {
  return {
    openapi: '3.1.0',
    info: { title: 'Smeta Live', version: '1.0', description: DESCRIPTION },
    tags: Object.keys(areas).map((name) => ({ name })),
    paths: pathsOf(areas),
    components: {
      schemas: SCHEMAS,
      parameters: PARAMETERS,
      headers: HEADERS,
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

function pathsOf(areas: Readonly<Record<string, readonly Operation[]>>): Record<string, Record<string, object>> {
  const paths: Record<string, Record<string, object>> = {};
  for (const [tag, operations] of Object.entries(areas)) {
    for (const operation of operations) {
      paths[operation.path] = { ...paths[operation.path], [operation.method]: { tags: [tag], ...callOf(operation) } };
    }
  }
  return paths;
}

function callOf(operation: Operation): object {
  const { method, path, summary, who, body } = operation;
  const allowed = typeof who === 'object' ? { description: `For: ${who.join(', ')}.` } : {};
  return {
    operationId: [method, ...(path.replace('/api/v1/', '').match(/\w+/g) ?? [])].map(capitalized).join(''),
    summary,
    ...allowed,
    security: securityOf(operation),
    parameters: parametersOf(operation),
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body) } } } } : {}),
    responses: { ...answersOf(operation), ...problemsOf(operation) },
  };
}

function capitalized(word: string, place: number): string {
  return place === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1);
}

function securityOf({ who, tokenInQuery }: Operation): object[] {
  const tokens = tokenInQuery ? [{ bearer: [] }, { streamToken: [] }] : [{ bearer: [] }];
  if (who !== 'anyone') return tokens;
  return tokenInQuery ? [{}, ...tokens] : []; // `{}`: without a token too
}

function parametersOf({ path, query, heeds = [] }: Operation): object[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => {
    const schema = name === 'id' ? { type: 'integer', minimum: 1 } : { type: 'string' };
    return { name, in: 'path', required: true, schema };
  });
  const inQuery = query ? fieldsOf(query).map((field) => ({ in: 'query', ...field })) : [];
  return [...inPath, ...inQuery, ...heeds.map(referToParameter)];
}

function answersOf({ answers, media = 'application/json', sets = [] }: Operation): Record<string, object> {
  const headers = referToHeaders(['X-Request-Id', ...sets]);
  return Object.fromEntries(
    Object.entries(answers).map(([status, shape]) => {
      const content = shape ? { content: { [media]: { schema: schemaOf(shape) } } } : {};
      return [status, { description: shape ? 'Done.' : 'Done; nothing to say.', headers, ...content }];
    }),
  );
}

function problemsOf(operation: Operation): Record<string, object> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of errorsOf(operation)) {
    const { status } = ERROR_CODES[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries([...byStatus].map(([status, codes]) => [status, problemOf(status, codes)]));
}

function problemOf(status: number, codes: readonly ErrorCode[]): object {
  const more = status === 401 ? (['WWW-Authenticate'] as const) : status === 429 ? (['Retry-After'] as const) : [];
  const schema = { allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: { code: { enum: codes } } }] };
  return {
    description: codes.map((code) => `\`${code}\`: ${ERROR_CODES[code].means}`).join('\n\n'),
    headers: referToHeaders(['X-Request-Id', ...more]),
    content: { 'application/problem+json': { schema } },
  };
}
