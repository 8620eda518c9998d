import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { EmployerName } from '../contract.ts';
import type { z } from 'zod';

/** An employer by name, or by our own number where no name is held, linked to its projects. */
export function EmployerText({ employer }: { readonly employer: z.infer<typeof EmployerName> }) {
  const { t } = useTranslation('web');
  return <Link to="/projects" search={({ month }) => ({ month, employer: String(employer.number) })}>{employer.name ?? t('employer.number', { n: employer.number })}</Link>;
}
