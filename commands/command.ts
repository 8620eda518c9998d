import type { Clock } from '#platform/clock.ts';
import type { Config } from '#platform/config.ts';

/** Where a command writes: the process it runs in, or the one that handed it over. */
export type Output = { out(text: string): void; err(text: string): void };

/** Exit status of every command: done, fault, refused. */
export const status = { done: 0, fault: 1, refused: 2 } as const;

/** What a command is run with; files are named relative to `cwd`. `input` is the first line of standard input, for a command that takes one. */
export type Run = { args: readonly string[]; cwd: string; output: Output; signal: AbortSignal; config: Config; clock: Clock; input?: string | undefined };
