/** Bars, one a month. The table beside it has every number; the picture is only for the shape. */
export const MonthPlot = ({
  title,
  months,
}: {
  title: string
  months: readonly { month: string; count: number }[]
}) => {
  const top = Math.max(1, ...months.map(one => one.count))
  const step = width / Math.max(months.length, 6)
  return (
    <svg class="plot" viewBox={`0 0 ${width} ${height + 40}`} role="img" aria-label={title}>
      <title>{title}</title>
      {months.map(({ month, count }, index) => {
        const tall = (count / top) * height
        const x = index * step
        return (
          <g>
            <rect
              class="bar"
              x={`${x + step * 0.15}`}
              y={`${20 + height - tall}`}
              width={`${step * 0.7}`}
              height={`${tall}`}
            />
            <text x={`${x + step / 2}`} y={`${15 + height - tall}`} text-anchor="middle">
              {count}
            </text>
            <text x={`${x + step / 2}`} y={`${height + 36}`} text-anchor="middle">
              {months.length > 14 ? month.slice(5) : month.slice(2).replace('-', '/')}
            </text>
          </g>
        )
      })}
    </svg>
  )
}

const width = 720
const height = 160
