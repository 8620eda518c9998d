import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance, FastifySchema } from 'fastify';
import { z } from 'zod';
import type { Endpoint } from '#kernel/contract.ts';
import { secure, type Site } from './http-guard.ts';
import { jsonSchema } from './http-parse.ts';

const errorReply = z.object({
  error: z.object({ code: z.string(), facts: z.record(z.string(), z.unknown()), id: z.string().optional() }),
}).meta({ description: 'A refusal with its code and facts, or code "fault" with the id under which the log knows it.' });

/** Lays the API document (OpenAPI 3.1) at /api/openapi.json and its page at /api. Before the routes that it describes. */
export async function serveDocument(server: FastifyInstance, site: Site): Promise<void> {
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Jumys', version: '0.1.0', description: 'Jobs by evidence. Every figure of the pages, from the same contracts.' },
    },
    // Described when somebody asks for the document: it takes as long as the rest of a start.
    transform: ({ schema, url, route }) => {
      const { endpoint } = (route.config ?? {}) as { endpoint?: Endpoint };
      return { schema: endpoint === undefined ? schema : describeEndpoint(endpoint), url };
    },
  });
  await server.register(swaggerUi, {
    routePrefix: '/api',
    theme: { title: 'Jumys API' },
    // Without the bar on top, which would ask for another document.
    uiConfig: { layout: 'BaseLayout', deepLinking: true },
    uiHooks: {
      onRequest: (_request, reply, next) => {
        secure(reply, site);
        next();
      },
    },
  });
  server.get('/api/openapi.json', { schema: { hide: true } as FastifySchema }, async (_request, reply) =>
    reply.header('cache-control', 'no-cache').send(server.swagger()),
  );
}

/** What the document says of one endpoint. */
function describeEndpoint(endpoint: Endpoint): FastifySchema {
  const { params, query, body, reply, file, summary, may, path, upload } = endpoint;
  const error = { description: 'Refused, or a fault', content: { 'application/json': { schema: jsonSchema(errorReply, 'output') } } };
  const done = file
    ? { description: summary, content: Object.fromEntries(file.map((type) => [type, { schema: { type: 'string' } }])) }
    : { description: summary, content: { 'application/json': { schema: jsonSchema(reply, 'output') } } };
  return {
    summary,
    tags: [path.split('/')[2] ?? 'api'],
    'x-permission': may,
    ...(hasFields(params) ? { params: jsonSchema(params, 'input') } : {}),
    ...(hasFields(query) ? { querystring: jsonSchema(query, 'input') } : {}),
    ...(body ? { consumes: ['application/json'], body: jsonSchema(body, 'input') } : {}),
    ...(upload ? { consumes: ['multipart/form-data'], body: { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] } } : {}),
    response: { 200: done, '4xx': error, '5xx': error },
  } as FastifySchema;
}

function hasFields(schema: z.ZodType): boolean {
  return Object.keys((jsonSchema(schema, 'input') as { properties?: object }).properties ?? {}).length > 0;
}
