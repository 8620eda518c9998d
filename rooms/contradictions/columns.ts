/** The headers of the two tables of docs/contradictions.md. */
export const figureColumns = ['id', 'text', 'population', 'period', 'place', 'source'] as const;
export const relationColumns = ['id', 'kind', 'result', 'operands'] as const;
