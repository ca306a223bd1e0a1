/** Kago's own sign: a basket in the six-fold weave (籠目). */
export const BasketSign = () => (
  <svg
    viewBox="0 0 32 32"
    fill="none"
    stroke="currentColor"
    stroke-width="1.7"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    <path d="M8 14C8 1 24 1 24 14M3.5 14h25l-3 14.5h-19zM5 20.5h22M8.5 14l7 14.5M15 14l6 14.5M22 14l2.5 6.5M23.5 14l-7 14.5M17 14l-6 14.5M10 14l-2.8 6.5" />
  </svg>
)
