import { z } from 'zod';
import { Refusal } from '#kernel/refusal.ts';

/** Parses what stands in an address. Throws Refusal `bad-request` with the field and why; the value is not repeated. */
export type AddressParser = (given: unknown) => unknown;

/**
 * A parser of path parameters or of a query, made once from its schema. Unlike the schema it refuses fields that the schema
 * does not know and a field given twice where one value is meant: both are mistakes that would pass unseen. A field that
 * takes a list may be given once or several times.
 */
export function addressParser(schema: z.ZodType): AddressParser {
  if (!(schema instanceof z.ZodObject)) throw new Error('parameters and queries are described by z.object');
  let isList: ReadonlyMap<string, boolean> | undefined;
  return (given) => {
    isList ??= listFields(schema);
    const fields: Record<string, unknown> = {};
    for (const [field, value] of Object.entries((given ?? {}) as Record<string, string | string[]>)) {
      const list = isList.get(field);
      if (list === undefined) throw refuseUnknown([...isList.keys()]);
      if (!list && Array.isArray(value)) throw refuseField(field, 'repeated');
      if ([value].flat().some((one) => !isText(one))) throw refuseField(field, 'invalid_format');
      fields[field] = list && !Array.isArray(value) ? [value] : value;
    }
    const parsed = schema.safeParse(fields);
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    throw refuseField(String(issue?.path[0] ?? ''), issue?.code ?? 'invalid');
  };
}

/** The fields of an object, and whether each takes a list. */
function listFields(schema: z.ZodType): ReadonlyMap<string, boolean> {
  const { properties = {} } = jsonSchema(schema, 'input') as { properties?: { [field: string]: { type?: unknown } } };
  return new Map(Object.entries(properties).map(([field, { type }]) => [field, type === 'array']));
}

/** False for what no database takes as text: NUL, and halves of characters. */
export function isText(value: string): boolean {
  return !value.includes('\0') && value.isWellFormed();
}

/** A refusal of one field of the contract; what was given for it is not repeated. */
export function refuseField(field: string, why: string): Refusal {
  return new Refusal('bad-request', 400, { field, why });
}

/** A refusal of a field that the contract does not name. It tells those that it does: the one that was given is not repeated either. */
export function refuseUnknown(known: readonly string[]): Refusal {
  return new Refusal('bad-request', 400, { why: 'unknown', known: known.join(', ') });
}

/** The JSON Schema of a zod schema as OpenAPI 3.1 wants it inside a document. */
export function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
