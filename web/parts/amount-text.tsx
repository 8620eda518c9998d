import { useFormat } from '../language.ts';

/** Money in tenge. */
export function AmountText({ tenge }: { readonly tenge: number }) {
  const { money } = useFormat();
  return <span className="number">{money(tenge)}</span>;
}
