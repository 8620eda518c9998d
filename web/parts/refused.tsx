import { useRefusalWords } from '../refusal-words.ts';

/** Beside a form or a button: why what it sent was refused. Nothing while nothing was. */
export function Refused({ error }: { readonly error: unknown }) {
  const words = useRefusalWords();
  return <div role="alert">{error === null || error === undefined ? null : <p className="lost small">{words(error)}</p>}</div>;
}
