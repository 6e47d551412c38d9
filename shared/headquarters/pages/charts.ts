// Small charts as SVG, without script or inline style: colours are the stylesheet's, so that they follow the dark look. Beside
// each stands a table with its numbers, so a chart is one picture with a sentence.

import { type Html, html } from '../../platform/html.ts'

export type Series = 'good' | 'bad' | 'active'

export type Column = {
  readonly label: string
  readonly parts: readonly { readonly series: Series; readonly value: number }[]
}

const sumOf = ({ parts }: Column): number => parts.reduce((sum, { value }) => sum + value, 0)
const rounded = (value: number): number => Math.round(value * 10) / 10

const [width, height, base, top] = [480, 180, 152, 16] as const

/** Stacked columns, from the left to the right. @param text says what is seen */
export const columnChart = (columns: readonly Column[], text: string): Html => {
  const most = Math.max(1, ...columns.map(sumOf))
  const step = width / Math.max(1, columns.length)
  const tall = (value: number): number => (value / most) * (base - top)
  const drawn = columns.map((column, at) => {
    const left = rounded(at * step + step * 0.18)
    let from = base
    const parts = column.parts.map(({ series, value }) => {
      from -= tall(value)
      return (
        value > 0 &&
        html`<rect class="${series}" x="${left}" y="${rounded(from)}" width="${rounded(step * 0.64)}" height="${rounded(tall(value))}"/>`
      )
    })
    const middle = rounded(at * step + step / 2)
    const isLabelled = (columns.length - 1 - at) % 2 === 0
    const sum = sumOf(column)
    return html`${parts}${sum > 0 && html`<text x="${middle}" y="${rounded(from - 4)}">${sum}</text>`}
${isLabelled && html`<text x="${middle}" y="${base + 18}">${column.label}</text>`}`
  })
  return html`<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="${text}">
${drawn}
<line x1="0" y1="${base}" x2="${width}" y2="${base}"/>
</svg>`
}

export type Bar = { readonly label: string; readonly value: number; readonly told: string; readonly series: Series }

const [barHeight, labelWidth, barWidth] = [30, 150, 240] as const

/** Bars below each other. @param text says what is seen */
export const barChart = (bars: readonly Bar[], text: string): Html => {
  const most = Math.max(1, ...bars.map(({ value }) => value))
  return html`<svg class="chart bars" viewBox="0 0 ${width} ${bars.length * barHeight}" role="img" aria-label="${text}">
${bars.map(({ label, value, told, series }, at) => {
  const long = rounded((value / most) * barWidth)
  const middle = at * barHeight + 19
  return html`<text x="0" y="${middle}">${label}</text><rect class="${series}" x="${labelWidth}" y="${at * barHeight + 6}" width="${long}" height="18"/><text x="${labelWidth + long + 6}" y="${middle}">${told}</text>`
})}
</svg>`
}

/** What the colours of a chart mean. */
export const legend = (series: readonly (readonly [Series, string])[]): Html =>
  html`<ul class="legend">${series.map(([name, text]) => html`<li class="${name}">${text}</li>`)}</ul>`
