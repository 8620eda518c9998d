import type { Actor } from '#kernel/actor.ts';
import type { Clock } from '#platform/clock.ts';
import type { Config, KeyConfig } from '#platform/config.ts';
import type { Database } from '#platform/database.ts';
import type { TaskProgress } from '#platform/tasks.ts';
import type { RegisterName } from './contract.ts';

/** Where imports go. */
export type ImportGround = {
  readonly db: Database;
  readonly config: Pick<Config, 'dataFolder' | 'memoryLimit' | 'maxUnpackedBytes'> & KeyConfig;
  readonly clock?: Clock;
};

export type ImportRequest = {
  readonly register: RegisterName;
  /** Path of the file; of it only the name is kept, masked. */
  readonly file: string;
  /** The day of the extract, `YYYY-MM-DD`: recorded, it filters nothing. */
  readonly asOf?: string;
  readonly by: Actor;
  /** True for made-up data; a manifest beside the file may say so too. */
  readonly madeUp?: boolean;
  /** Id of the approved draft that the file was written from, where people wrote the row by hand. */
  readonly draft?: string;
  /** Stages: `reading` in bytes, then `checking` and `keeping` in rows. */
  readonly onProgress?: (progress: TaskProgress) => void;
  readonly signal?: AbortSignal;
};

/** What the steps of one import share. */
export type Import = ImportGround & ImportRequest & {
  readonly id: string;
  readonly clock: Clock;
  readonly startedAt: Date;
  readonly began: number;
  /** A folder of this import's own, gone when it ends. */
  readonly scratch: string;
};
