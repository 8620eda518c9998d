/** What a refusal may tell: plain facts without personal identifiers; the screen turns code and facts into words. */
export type Facts = Readonly<Record<string, string | number | boolean | null>>;

/**
 * A request, file or command that is understood and not carried out, with the reason.
 * `code` is a stable kebab-case word, `status` the HTTP status it becomes. Anything else thrown is a fault.
 */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;
  readonly facts: Facts;

  constructor(code: string, status: number, facts: Facts = {}, message = code) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.status = status;
    this.facts = facts;
  }
}
