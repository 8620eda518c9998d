import type { LineSeriesOption } from 'echarts/charts';
import type { GridComponentOption, MarkAreaComponentOption, TooltipComponentOption } from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import type { TrendPoint } from '../../rooms/pledges/contract.ts';

export type TrendOption = ComposeOption<LineSeriesOption | GridComponentOption | TooltipComponentOption | MarkAreaComponentOption>;

/** The lines of a trend: promises in grey, for they are no evidence, then the rungs. */
export const trendLines = ['promised', 'due', 'contracted', 'paid', 'held3', 'held12'] as const;
export type TrendLine = (typeof trendLines)[number];

export type TrendLook = {
  readonly colour: (name: 'ink' | 'soft' | 'line' | 'paper' | 'note' | TrendLine) => string;
  readonly word: (line: TrendLine) => string;
  readonly provisional: string;
  readonly month: (month: string) => string;
  readonly count: (jobs: number) => string;
};

/** The picture of a trend for ECharts: each line named at its end, provisional months shaded, a year at every January. */
export function trendOption(points: readonly TrendPoint[], look: TrendLook): TrendOption {
  const { colour } = look;
  const from = points.findIndex((point) => point.provisional);
  const text = { color: colour('soft'), fontFamily: 'inherit', fontSize: 13 };
  const months = points.map((point) => point.month);
  return {
    animation: false,
    textStyle: { fontFamily: 'inherit' },
    grid: { left: 56, right: 116, top: 12, bottom: 28 },
    xAxis: {
      type: 'category', data: months, boundaryGap: false,
      axisLine: { lineStyle: { color: colour('ink') } },
      axisTick: { interval: (_, month) => month.endsWith('-01') || month.endsWith('-07'), lineStyle: { color: colour('ink') } },
      axisLabel: { ...text, interval: (_, month) => month.endsWith('-01'), formatter: (month: string) => month.slice(0, 4) },
    },
    yAxis: { type: 'value', splitNumber: 4, minInterval: 1, axisLabel: { ...text, formatter: (jobs: number) => look.count(jobs) }, splitLine: { lineStyle: { color: colour('line') } } },
    tooltip: {
      trigger: 'axis', renderMode: 'richText', confine: true, transitionDuration: 0, backgroundColor: colour('paper'), borderColor: colour('ink'), borderWidth: 1, borderRadius: 2, padding: 8, shadowBlur: 0, shadowOffsetY: 0,
      textStyle: { color: colour('ink'), fontFamily: 'inherit', fontSize: 13 },
      axisPointer: { lineStyle: { color: colour('soft'), type: 'solid' } },
      formatter: (hovered) => {
        const point = points[(Array.isArray(hovered) ? hovered[0] : hovered)?.dataIndex ?? -1];
        if (point === undefined) return '';
        const head = point.provisional ? `${look.month(point.month)}, ${look.provisional}` : look.month(point.month);
        return [head, ...trendLines.map((line) => `${look.word(line)}: ${look.count(point[line])}`)].join('\n');
      },
    },
    series: trendLines.map((line, at): LineSeriesOption => {
      const promise = line === 'promised' || line === 'due';
      return {
        name: look.word(line), type: 'line', data: points.map((point) => point[line]), showSymbol: false, symbol: 'circle', symbolSize: 5, color: colour(line), silent: true,
        lineStyle: { width: promise ? 1.5 : 2, type: line === 'promised' ? 'dashed' : 'solid' },
        endLabel: { show: true, formatter: '{a}', color: colour('ink'), fontFamily: 'inherit', fontSize: 13, distance: 6 },
        ...(at === 0 && from >= 0 ? { markArea: { silent: true, itemStyle: { color: colour('note') }, data: [[{ xAxis: months[Math.max(0, from - 1)] ?? '' }, { xAxis: months.at(-1) ?? '' }]] } } : {}),
      };
    }),
  };
}
