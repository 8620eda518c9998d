/**
 * For what purposes anybody may look at persons: to settle a claim that is contested, to follow up a pledge, to find somebody
 * a job, to audit, to put data right, or because the person asks. There is no "other".
 */
export const purposes = ['contest', 'follow-up', 'placement', 'audit', 'data-quality', 'person-request'] as const;
export type Purpose = (typeof purposes)[number];
