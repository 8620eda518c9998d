#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// Hundreds of files are read at every start. What was compiled of them once is taken as it is the next time, from a folder of the
// installation's own, where nobody else can lay anything; where it cannot be written, a start is as slow as the first.
enableCompileCache(new URL('node_modules/.cache/jumys', import.meta.url).pathname);
await import('./commands/command-line.ts');
