import type { Measured, MeasuredRow } from './measured.js'

const hues = { naive: '#9aa0a6', taught: '#5b8def', ours: '#1f9d55', base: '#000000' } as const
const names = { naive: 'naive', taught: 'best taught recipe', ours: 'gen-dockerfile' } as const

const barHeight = 16
const left = 190
const width = 860
const room = width - left - 130
const rowHeight = 3 * barHeight + 22

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const bar = (each: Measured, biggest: number, y: number): string => {
  const length = Math.max(2, (each.size / biggest) * room)
  const size = each.size < 1e8 ? (each.size / 1e6).toFixed(1) : (each.size / 1e6).toFixed(0)
  return [
    `<rect x="${left}" y="${y}" width="${length.toFixed(1)}" height="${barHeight - 3}" rx="2" fill="${hues[each.author]}"/>`,
    `<text x="${(left + length + 6).toFixed(1)}" y="${y + 11}" class="size">${size} MB</text>`,
  ].join('')
}

/** The sizes as a chart: for each application the naive image, the taught one and the smallest of ours. */
export const sizeChart = (rows: readonly MeasuredRow[]): string => {
  const biggest = Math.max(...rows.map(({ naive }) => naive.size))
  const groups = rows.map(({ name, naive, taught, ours }, index) => {
    const top = 44 + index * rowHeight
    const shown = [naive, taught, ...ours.slice(0, 1)]
    return [
      `<text x="${left - 12}" y="${top + 1.5 * barHeight + 3}" class="name">${escaped(name)}</text>`,
      ...shown.map((each, place) => bar(each, biggest, top + place * barHeight)),
    ].join('\n')
  })
  const legend = (['naive', 'taught', 'ours'] as const).map(
    (author, index) =>
      `<rect x="${left + index * 170}" y="14" width="12" height="12" rx="2" fill="${hues[author]}"/>` +
      `<text x="${left + 18 + index * 170}" y="24" class="size">${names[author]}</text>`,
  )
  const height = 44 + rows.length * rowHeight
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="Image sizes by recipe">
<style>text{font:12px system-ui,sans-serif;fill:#3c4043}.name{text-anchor:end;font-weight:600}@media(prefers-color-scheme:dark){text{fill:#e8eaed}}</style>
${[...legend, ...groups].join('\n')}
</svg>
`
}
