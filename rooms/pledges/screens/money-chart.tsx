import { useComputedColorScheme } from '@mantine/core';
import { LineChart, type LineSeriesOption } from 'echarts/charts';
import { GridComponent, TooltipComponent, type GridComponentOption, type TooltipComponentOption } from 'echarts/components';
import { init, use, type ComposeOption } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import type { MoneyRow } from './project-money.tsx';
import './money.css';

use([LineChart, GridComponent, TooltipComponent, LabelLayout, SVGRenderer]);

type Option = ComposeOption<LineSeriesOption | GridComponentOption | TooltipComponentOption>;

type Look = {
  readonly colour: (variable: '--ink' | '--soft' | '--line' | '--paper' | '--grey' | '--rung-paid') => string;
  readonly month: (month: string) => string;
  readonly money: (tenge: number) => string;
  /** Too narrow for names at the ends of the lines: the key under the picture tells them. */
  readonly narrow: boolean;
  readonly words: { readonly invested: string; readonly thirty: string; readonly wages: string };
};

/** Money put in (grey, for it is no evidence), 30 % of it (dashed), and wages by evidence, each summed to the month. */
function moneyOption(rows: readonly MoneyRow[], { colour, month, money, narrow, words }: Look): Option {
  const text = { color: colour('--soft'), fontFamily: 'inherit', fontSize: 13 };
  const lines = [
    { name: words.invested, data: rows.map((row) => row.investedSoFar), color: colour('--grey'), lineStyle: { width: 1.5 }, step: 'end' },
    { name: words.thirty, data: rows.map((row) => row.investedSoFar * 0.3), color: colour('--ink'), lineStyle: { width: 1.5, type: 'dashed' }, step: 'end' },
    { name: words.wages, data: rows.map((row) => row.wagesSoFar), color: colour('--rung-paid'), lineStyle: { width: 2.5 } },
  ] as const;
  return {
    animation: false,
    textStyle: { fontFamily: 'inherit' },
    grid: { left: 88, right: narrow ? 12 : 170, top: 12, bottom: 28 },
    xAxis: {
      type: 'category', data: rows.map((row) => row.month), boundaryGap: false,
      axisLine: { lineStyle: { color: colour('--ink') } },
      axisTick: { interval: (_, at) => at.endsWith('-01') || at.endsWith('-07'), lineStyle: { color: colour('--ink') } },
      axisLabel: { ...text, interval: (_, at) => at.endsWith('-01'), formatter: (at: string) => at.slice(0, 4) },
    },
    yAxis: { type: 'value', splitNumber: 4, axisLabel: { ...text, formatter: (tenge: number) => (tenge === 0 ? '0' : money(tenge)) }, splitLine: { lineStyle: { color: colour('--line') } } },
    tooltip: {
      trigger: 'axis', renderMode: 'richText', confine: true, transitionDuration: 0, backgroundColor: colour('--paper'), borderColor: colour('--ink'), borderWidth: 1, borderRadius: 2, padding: 8, shadowBlur: 0, shadowOffsetY: 0,
      textStyle: { color: colour('--ink'), fontFamily: 'inherit', fontSize: 13 },
      axisPointer: { lineStyle: { color: colour('--soft'), type: 'solid' } },
      formatter: (hovered) => {
        const at = (Array.isArray(hovered) ? hovered[0] : hovered)?.dataIndex ?? -1;
        const row = rows[at];
        return row === undefined ? '' : [month(row.month), ...lines.map((line) => `${line.name}: ${money(line.data[at] ?? 0)}`)].join('\n');
      },
    },
    series: lines.map((line): LineSeriesOption => ({
      ...line, data: [...line.data], type: 'line', showSymbol: rows.length === 1, symbol: 'circle', symbolSize: 5, silent: true,
      endLabel: { show: !narrow, formatter: '{a}', color: colour('--ink'), fontFamily: 'inherit', fontSize: 13, distance: 6 },
      labelLayout: { moveOverlap: 'shiftY' },
    })),
  };
}

/** The picture of investment against wages; ECharts comes only with it. */
export function MoneyChart({ rows }: { readonly rows: readonly MoneyRow[] }) {
  const { t } = useTranslation('pledges');
  const { month, money } = useFormat();
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (box.current === null) return undefined;
    const style = getComputedStyle(box.current);
    const chart = init(box.current, null, { renderer: 'svg' });
    const words = { invested: t('project.short.invested'), thirty: t('project.short.thirty'), wages: t('project.short.wages') };
    chart.setOption(moneyOption(rows, { colour: (variable) => style.getPropertyValue(variable).trim(), month, money, narrow: box.current.clientWidth < 560, words }));
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(box.current);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [rows, t, month, money, scheme]);
  return (
    <>
      <div ref={box} className="trend-chart" role="img" aria-label={t('project.money')} />
      <p className="money-key small">{(['invested', 'thirty', 'wages'] as const).map((line) => <span key={line}><span className={`money-key-${line}`} aria-hidden="true" />{t(`project.short.${line}`)}</span>)}</p>
    </>
  );
}
