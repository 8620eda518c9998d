/** Lets a picture that ECharts drew for the screen shrink with the paper: without a view box it would be cut off there. */
export function scaleInPrint(box: Element): void {
  const { clientWidth, clientHeight } = box;
  box.querySelector('svg')?.setAttribute('viewBox', `0 0 ${clientWidth} ${clientHeight}`);
}
