import { currentExamples } from './current.ts';
import { eligibleExamples } from './eligible.ts';
import { employerExamples } from './employer.ts';
import type { Example } from './example.ts';
import { figureExamples } from './figures.ts';
import { placeExamples } from './place.ts';
import { runExamples } from './run.ts';
import { spellExamples } from './spell.ts';

/** Every example of rules 1-12 and 18; rule 0 stands for the words above the rules. */
export const examples: Example[] = [
  ...placeExamples, ...currentExamples, ...employerExamples, ...spellExamples, ...eligibleExamples, ...runExamples, ...figureExamples,
];
