import type { z } from 'zod';
import { ReconciliationLink } from '../../rooms/closing/screens/reconciliation-link.tsx';
import { FindingsPanel } from '../../rooms/findings/screens/findings-panel.tsx';
import { DecisionsInForce } from '../../rooms/oversight/screens/decisions.tsx';
import { PledgeOversight } from '../../rooms/oversight/screens/pledge-oversight.tsx';
import type { getPledge } from '../../rooms/pledges/contract.ts';
import { PledgeScreen } from '../../rooms/pledges/screens/pledge-screen.tsx';

type Reply = z.infer<typeof getPledge.reply>;

/** A pledge with all that rooms above it know: what the evidence says, then what people made of it. */
export function PledgePage() {
  return (
    <PledgeScreen
      besideVerdict={({ pledge: { pledgeId }, stamp }) => <><DecisionsInForce pledgeId={pledgeId} /><ReconciliationLink pledgeId={pledgeId} month={stamp.month} /></>}
      beneath={(page) => <><FindingsPanel pledgeId={page.pledge.pledgeId} /><PledgeOversight pledge={factsOf(page)} /></>}
    />
  );
}

function factsOf({ pledge: { pledgeId, employer, place }, above, stamp }: Reply) {
  return { pledgeId, employer, places: [place, ...above.toReversed()].filter(({ level }) => level > 0), month: stamp.month };
}
