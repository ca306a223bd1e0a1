import { type FloorShape, sizeOf } from '#branches/rules/floor-plan.ts'

/**
 * 館内の案内図, drawn from the library's own table: no drawing from outside is ever shown. It says nothing that does not
 * stand in words beside it, so a screen reader passes it over.
 * @property lit the shelves that are marked, by a heavy frame and a star
 */
export function FloorPlan({ plan, lit = [] }: { plan: readonly FloorShape[]; lit?: readonly FloorShape[] }) {
  if (plan.length === 0) return null
  const { width, height } = sizeOf(plan)
  return (
    <svg class="floor" viewBox={`-0.5 -0.5 ${width + 1} ${height + 1}`} lang="ja" aria-hidden="true" focusable="false">
      {plan.map(shape => (
        <Shape shape={shape} isLit={lit.includes(shape)} />
      ))}
    </svg>
  )
}

function Shape({ shape, isLit }: { shape: FloorShape; isLit: boolean }) {
  const { x, y, width, height, from } = shape
  const name = isLit ? `★${shape.name}` : shape.name
  const isUpright = height > width * 1.5
  const [along, across] = isUpright ? [height, width] : [width, height]
  const size = Math.min(1.1, across * 0.7, (along * 0.94) / name.length)
  const look = isLit ? 'lit' : from === undefined ? 'thing' : 'case'
  return (
    <g class={look}>
      <rect x={x} y={y} width={width} height={height} rx="0.15" />
      <text
        x={x + width / 2}
        y={y + height / 2}
        font-size={size.toFixed(2)}
        {...(isUpright ? { 'writing-mode': 'vertical-rl' } : {})}
      >
        {name}
      </text>
    </g>
  )
}
