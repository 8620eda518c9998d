import { useComputedColorScheme } from '@mantine/core';
import { LineChart, type LineSeriesOption } from 'echarts/charts';
import { GridComponent, TooltipComponent, type GridComponentOption, type TooltipComponentOption } from 'echarts/components';
import { init, use, type ComposeOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import { apart } from '#web/parts/apart.ts';
import { scaleInPrint } from '#web/parts/print-chart.ts';
import type { ClockMonth } from '../wage-contract.ts';
import './clock.css';

use([LineChart, GridComponent, TooltipComponent, SVGRenderer]);

type Option = ComposeOption<LineSeriesOption | GridComponentOption | TooltipComponentOption>;

const keys = ['all', 'operation', 'raised', 'thirty'] as const;

type Look = {
  readonly colour: (variable: '--ink' | '--soft' | '--line' | '--paper' | '--grey' | '--rung-paid') => string;
  readonly month: (month: string) => string;
  readonly share: (part: number, whole: number) => string;
  /** Too narrow for names at the ends of the lines: the key under the picture tells them. */
  readonly narrow: boolean;
  readonly words: { readonly [key in (typeof keys)[number]]: string };
};

/** Wages so far over investment so far, by month, under the three readings that run, against thirty per cent (dashed). No point where nothing is invested. */
function clockOption(rows: readonly ClockMonth[], { colour, month, share, narrow, words }: Look) {
  const text = { color: colour('--soft'), fontFamily: 'inherit', fontSize: 13 };
  const of = (part: (row: ClockMonth) => number) => rows.map((row) => (row.investedSoFar > 0 ? part(row) / row.investedSoFar : null));
  // Where every pledge is one of operation the two readings are one line.
  const apart = rows.some((row) => row.operation !== row.wages);
  const lines = [
    { name: words.all, data: of((row) => row.wagesSoFar), color: colour('--rung-paid'), lineStyle: { width: 2.5 } },
    ...(apart ? [{ name: words.operation, data: of((row) => row.operationSoFar), color: colour('--rung-paid'), lineStyle: { width: 1.5, type: 'dotted' } }] as const : []),
    { name: words.raised, data: of((row) => row.withContributionsSoFar), color: colour('--grey'), lineStyle: { width: 1.5 } },
    { name: words.thirty, data: rows.map(() => 0.3), color: colour('--ink'), lineStyle: { width: 1.5, type: 'dashed' } },
  ] as const;
  const option: Option = {
    animation: false,
    textStyle: { fontFamily: 'inherit' },
    grid: { left: 64, right: narrow ? 12 : 200, top: 12, bottom: 28 },
    xAxis: {
      type: 'category', data: rows.map((row) => row.month), boundaryGap: false,
      axisLine: { lineStyle: { color: colour('--ink') } },
      axisTick: { interval: (_, at) => at.endsWith('-01') || at.endsWith('-07'), lineStyle: { color: colour('--ink') } },
      axisLabel: { ...text, interval: (_, at) => at.endsWith('-01'), formatter: (at: string) => at.slice(0, 4) },
    },
    // Wages paid before much is invested are many times the investment: beyond one to one the picture ends.
    yAxis: { type: 'value', splitNumber: 4, min: 0, max: ({ max }: { max: number }) => Math.min(1, Math.max(0.4, Math.ceil(max * 10) / 10)), axisLabel: { ...text, formatter: (value: number) => share(Math.round(value * 100), 100) }, splitLine: { lineStyle: { color: colour('--line') } } },
    tooltip: {
      trigger: 'axis', renderMode: 'richText', confine: true, transitionDuration: 0, backgroundColor: colour('--paper'), borderColor: colour('--ink'), borderWidth: 1, borderRadius: 2, padding: 8, shadowBlur: 0, shadowOffsetY: 0,
      textStyle: { color: colour('--ink'), fontFamily: 'inherit', fontSize: 13 },
      axisPointer: { lineStyle: { color: colour('--soft'), type: 'solid' } },
      formatter: (hovered) => {
        const at = (Array.isArray(hovered) ? hovered[0] : hovered)?.dataIndex ?? -1;
        const row = rows[at];
        return row === undefined ? '' : [month(row.month), ...lines.slice(0, -1).map((line) => `${line.name}: ${line.data[at] == null ? '–' : share(line.data[at], 1)}`)].join('\n');
      },
    },
    series: lines.map((line): LineSeriesOption => ({
      ...line, data: [...line.data], type: 'line', clip: true, showSymbol: rows.length === 1, symbol: 'circle', symbolSize: 5, silent: true,
      endLabel: { show: !narrow, formatter: '{a}', color: colour('--ink'), fontFamily: 'inherit', fontSize: 13, distance: 6 },
    })),
  };
  return { option, ends: lines.map((line) => line.data.findLast((value) => value !== null) ?? 0) };
}

/** The picture of the wage clock; ECharts comes only with it. */
export function ClockChart({ rows }: { readonly rows: readonly ClockMonth[] }) {
  const { t } = useTranslation('clock');
  const { month, share } = useFormat();
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (box.current === null) return undefined;
    const element = box.current;
    const style = getComputedStyle(element);
    const chart = init(element, null, { renderer: 'svg' });
    const words = Object.fromEntries(keys.map((key) => [key, t(`short.${key}`)])) as Look['words'];
    const { option, ends } = clockOption(rows, { colour: (variable) => style.getPropertyValue(variable).trim(), month, share, narrow: element.clientWidth < 560, words });
    chart.setOption(option);
    const settle = () => {
      chart.resize();
      scaleInPrint(element);
      // The names at the ends of the lines make room for one another.
      const at = ends.map((end) => Number(chart.convertToPixel({ yAxisIndex: 0 }, end)));
      chart.setOption({ series: apart(at, 17, chart.getHeight() - 9).map((to, line) => ({ endLabel: { offset: [0, to - (at[line] ?? to)] } })) });
    };
    const watch = new ResizeObserver(settle);
    watch.observe(element);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [rows, t, month, share, scheme]);
  return (
    <>
      <div ref={box} className="trend-chart" role="img" aria-label={t('picture')} />
      <p className="clock-key small">{keys.map((line) => <span key={line}><span className={`clock-key-${line}`} aria-hidden="true" />{t(`short.${line}`)}</span>)}</p>
    </>
  );
}
