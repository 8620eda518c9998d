import { useMemo } from 'react';
import { getConditions, getOccupations, getQualifications } from '../rooms/reference/contract.ts';
import { useReply } from './client.ts';
import { useFormat } from './language.ts';

/**
 * What codes of contracts stand for, in the language of the page: an occupation by the deepest of its groups that has a
 * name in it, a level of qualification, a class of working conditions. Undefined until the tables have come, or for an unknown code.
 */
export function useReferenceNames() {
  const { language } = useFormat();
  const { data: occupations } = useReply(getOccupations);
  const { data: qualifications } = useReply(getQualifications);
  const { data: conditions } = useReply(getConditions);
  return useMemo(() => {
    const groups = new Map(occupations?.occupations.map((group) => [group.code, group.names[language]]));
    const levels = new Map(qualifications?.qualifications.map((level) => [level.level, level.names[language]]));
    const classes = new Map<string, string>(conditions?.conditions.map((condition) => [condition.class, condition.names[language]]));
    return {
      occupation: (code: string) => [4, 3, 2, 1].map((digits) => groups.get(code.slice(0, digits))).find((name) => name != null),
      qualification: (level: number) => levels.get(level),
      conditions: (key: string) => classes.get(key),
    };
  }, [language, occupations, qualifications, conditions]);
}
