import { describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { openApiDocument } from '../../../../src/interfaces/http/openapi/openapi-document.ts';
import { AREAS, OPERATIONS } from '../../../../src/interfaces/http/openapi/operations.ts';
import { referencesIn, resolved } from '../../../support/references.ts';

interface Call {
  readonly operationId: string;
  readonly security: readonly object[];
  readonly parameters: readonly { readonly name?: string; readonly in?: string }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: { readonly $ref?: string } }> };
  readonly responses: Readonly<Record<string, object>>;
}

/** As a client gets it. */
const document = JSON.parse(JSON.stringify(openApiDocument(AREAS)));
const callOf = (path: string, method: string): Call => document.paths[path][method];

describe('the OpenAPI document', () => {
  it('obeys the schema of OpenAPI 3.1', async () => {
    const checked = await new Validator().validate(document);

    expect(checked).toEqual({ valid: true });
  });

  it('refers to nothing that is not there', () => {
    const references = [...new Set(referencesIn(document))];

    const broken = references.filter((reference) => resolved(document, reference) === undefined);

    expect(references.length).toBeGreaterThan(20);
    expect(broken).toEqual([]);
  });

  it.each(OPERATIONS)('describes $method $path', ({ method, path, who, answers, body, tokenInQuery }) => {
    const call = callOf(path, method);
    const inPath = call.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => `{${name}}`);

    expect(Object.keys(call.responses)).toEqual(expect.arrayContaining([...Object.keys(answers), '500']));
    expect(call.security.length > 0).toBe(who !== 'anyone' || tokenInQuery === true);
    expect(call.security.some((scheme) => Object.keys(scheme).length === 0)).toBe(
      who === 'anyone' && tokenInQuery === true,
    );
    expect(inPath).toEqual(path.match(/\{\w+\}/g) ?? []);
    expect(call.requestBody?.content['application/json']?.schema.$ref !== undefined).toBe(body !== undefined);
    for (const status of ['401', '403']) {
      const declared = who === 'anyone' ? [] : who === 'signed-in' ? ['401'] : ['401', '403'];
      if (declared.includes(status)) expect(call.responses).toHaveProperty(status);
    }
  });

  it('has the paths in full', () => {
    const outside = Object.keys(document.paths).filter((path) => !path.startsWith('/api/'));

    expect(document.servers).toBeUndefined();
    expect(outside.sort()).toEqual(
      [
        ...[
          '/',
          '/assets/{file}',
          '/asyncapi.json',
          '/docs',
          '/docs/{file}',
          '/healthz',
          '/metrics',
          '/openapi.json',
          '/pages/{file}',
        ],
        ...['/readyz', '/sse-demo', '/widget-demo', '/widget.js'],
      ].sort(),
    );
  });

  it('gives each call a name of its own', () => {
    const names = OPERATIONS.map(({ path, method }) => callOf(path, method).operationId);

    expect(new Set(names).size).toBe(names.length);
  });

  it('says what the contract says of limits, keys and versions', () => {
    const list = callOf('/api/v1/estimates', 'get').parameters;
    const change = referencesIn(callOf('/api/v1/estimates/{id}', 'patch').parameters);
    const { NewEstimate: body } = document.components.schemas;

    expect(list.find(({ name }) => name === 'limit')).toEqual({
      name: 'limit',
      in: 'query',
      required: false,
      schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
    });
    expect(change).toEqual(['#/components/parameters/Idempotency-Key', '#/components/parameters/If-Match']);
    expect(body).toMatchObject({ required: ['project_id'], additionalProperties: false });
    expect(body.properties.number).toEqual({ type: 'string', minLength: 1, maxLength: 200 });
  });
});
