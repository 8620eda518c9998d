import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import { maskIdentifiers } from '#kernel/identifiers.ts';

/** Without `child`: pino writes a child's bindings past the hook that masks. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

const secretKey = /password|secret|token|cookie|authorization|databaseurl|keyfile/i;

/**
 * The log of the process: one JSON a line on stderr, with instants as text. Every text passes through `maskIdentifiers`, a
 * number long enough to be an identifier becomes stars, values under a key that names a secret are left out, and of an
 * error remain its type, message, code and stack: PostgreSQL puts whole rows into the rest.
 */
export function openLog(options: { level?: string; to?: DestinationStream } = {}): Log {
  return pino(
    {
      level: options.level ?? 'info',
      base: null,
      serializers: { err: (cleaned: unknown) => cleaned },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      hooks: {
        logMethod(args, method) {
          const [first, ...rest] = args as unknown[];
          const cleaned = first instanceof Error ? [{ err: clean(first) }, ...(rest.length > 0 ? rest.map(clean) : [maskIdentifiers(first.message)])] : args.map(clean);
          method.apply(this, cleaned as Parameters<typeof method>);
        },
      },
    },
    options.to ?? pino.destination({ dest: 2, sync: true }),
  );
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return maskIdentifiers(value);
  if (typeof value === 'number' || typeof value === 'bigint') {
    const masked = maskIdentifiers(String(value));
    return masked === String(value) && typeof value === 'number' ? value : masked;
  }
  if (value instanceof Error) {
    const code = 'code' in value ? { code: clean(value.code) } : {};
    return { type: value.name, message: maskIdentifiers(value.message), ...code, stack: maskIdentifiers(value.stack ?? '') };
  }
  if (Array.isArray(value)) return value.map(clean);
  if (value === null || typeof value !== 'object') return value;
  if ('toJSON' in value && typeof value.toJSON === 'function') return clean(value.toJSON());
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, secretKey.test(key) ? '[left out]' : clean(inner)]));
}
