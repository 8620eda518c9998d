import { useState, type ReactNode } from 'react';
import './two-ways.css';

type Way = { readonly name: string; readonly show: ReactNode };

/** The same facts in two ways, a picture and a table, one at a time. */
export function TwoWays({ label, first, second }: { readonly label: string; readonly first: Way; readonly second: Way }) {
  const [chosen, setChosen] = useState(0);
  return (
    <div className="two-ways">
      <div role="group" aria-label={label} className="two-ways-choice small">
        {[first, second].map((way, at) => <button key={way.name} type="button" aria-pressed={chosen === at} onClick={() => setChosen(at)}>{way.name}</button>)}
      </div>
      {chosen === 0 ? first.show : second.show}
    </div>
  );
}
