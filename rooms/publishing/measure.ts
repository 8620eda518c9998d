/**
 * What is published of a cell, in the order of the files. `promised` and `due` are public promises and exact; the others
 * count people. Within a cell, contracted ≥ paid ≥ held3 ≥ held6 ≥ held12 and paid ≥ met.
 */
export const promises = ['promised', 'due'] as const;
export const counted = ['contracted', 'paid', 'held3', 'held6', 'held12', 'met'] as const;
export type Counted = (typeof counted)[number];
export type Measure = (typeof promises)[number] | Counted;

/** The measure that holds at least as many people, in every cell and month; contracted has none. */
export const wider: Readonly<Record<Counted, Counted | undefined>> = {
  contracted: undefined, paid: 'contracted', held3: 'paid', held6: 'held3', held12: 'held6', met: 'paid',
};

/** True figures of one cell and month: they never leave the server. */
export type Counts = Readonly<Record<Measure, number>>;

/** Published figures of one cell and month; null where the figure is withheld. */
export type Figures = { readonly [K in (typeof promises)[number]]: number } & { readonly [K in Counted]: number | null };
