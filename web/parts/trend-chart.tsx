import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { LineChart } from 'echarts/charts';
import { GridComponent, MarkAreaComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrendPoint } from '../../rooms/pledges/contract.ts';
import { useFormat } from '../language.ts';
import { apart } from './apart.ts';
import { scaleInPrint } from './print-chart.ts';
import { trendLines, trendOption, type TrendLook } from './trend-option.ts';

use([LineChart, GridComponent, MarkAreaComponent, TooltipComponent, SVGRenderer]);

/** Where each colour of the picture stands in look.css. */
const variables = { ink: '--ink', soft: '--soft', line: '--line', paper: '--paper', note: '--note', promised: '--grey', due: '--grey', contracted: '--rung-contracted', paid: '--rung-paid', held3: '--rung-held3', held12: '--rung-held12' } as const;

/** The trend as lines. ECharts and all it needs live in this file, which is loaded only when a trend is shown. */
export function TrendChart({ points }: { readonly points: readonly TrendPoint[] }) {
  const { t } = useTranslation();
  const { month, count } = useFormat();
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const { colorScheme } = useMantineColorScheme();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (box.current === null) return undefined;
    const element = box.current;
    const chart = init(element, null, { renderer: 'svg' });
    const style = getComputedStyle(element);
    const look: TrendLook = { colour: (name) => style.getPropertyValue(variables[name]).trim(), word: (line) => t(`rungShort.${line}`), provisional: t('stamp.provisional'), month, count };
    chart.setOption(trendOption(points, look));
    const settle = () => {
      chart.resize();
      scaleInPrint(element);
      // The names at the ends of the lines make room for one another.
      const ends = trendLines.map((line) => Number(chart.convertToPixel({ yAxisIndex: 0 }, points.at(-1)?.[line] ?? 0)));
      chart.setOption({ series: apart(ends, 17, chart.getHeight() - 9).map((end, at) => ({ endLabel: { offset: [0, end - (ends[at] ?? end)] } })) });
    };
    const watch = new ResizeObserver(settle);
    watch.observe(element);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [points, t, month, count, scheme, colorScheme]);
  return <div ref={box} className="trend-chart" role="img" aria-label={t('trend.label')} />;
}
