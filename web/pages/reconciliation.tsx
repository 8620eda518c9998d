import { ReconciliationScreen } from '../../rooms/closing/screens/reconciliation-screen.tsx';
import { ObjectionForm } from '../../rooms/oversight/screens/objection-form.tsx';

/** The reconciliation sheet, whose rows are contested by an objection. */
export function ReconciliationPage() {
  return <ReconciliationScreen contest={({ pledgeId, month, rows, done }) => <ObjectionForm key={rows.map(({ reference }) => reference).join()} pledgeId={pledgeId} month={month} named={rows} done={done} />} />;
}
