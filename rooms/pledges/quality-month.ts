import { lastDay, monthText } from '#kernel/month.ts';
import { textLiteral, type Duck } from '#platform/duck.ts';
import { sectorSection, youthBandAt } from '#reference';

/**
 * Lays what the steps of quality ask of the reference: the ages that count as young on the last day of each month asked for
 * (pledges.youth_month), and the section of each sector that an employer is registered under (pledges.section).
 * Needs employment.asked and register.employers.
 */
export async function layQualityFacts(duck: Duck): Promise<void> {
  const months = (await duck.rows<{ month: number }>('select month from employment.asked order by month')).map(({ month }) => {
    const { fromAge, toAge } = youthBandAt(lastDay(monthText(month)));
    return `(${month}, ${fromAge}, ${toAge})`;
  });
  const sections = (await duck.rows<{ sector: string }>('select distinct sector from register.employers order by sector')).flatMap(({ sector }) => {
    const section = sectorSection(sector);
    return section === undefined ? [] : [`(${textLiteral(sector)}, ${textLiteral(section)})`];
  });
  await duck.run(`
    create or replace table pledges.youth_month (month integer, from_age integer, to_age integer);
    create or replace table pledges.section (sector varchar, section varchar);
    ${months.length === 0 ? '' : `insert into pledges.youth_month values ${months.join(',')};`}
    ${sections.length === 0 ? '' : `insert into pledges.section values ${sections.join(',')};`}`);
}
