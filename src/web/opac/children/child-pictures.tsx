import type { Child } from 'hono/jsx'
import type { ChildDoor } from '#catalogue/rules/child-door.ts'

/** A picture for each door, in flat cut paper. Said beside it in words, so not read out. */
export const ChildPicture = ({ of }: { of: ChildDoor }) => (
  <svg class="picture" viewBox="0 0 120 80" aria-hidden="true">
    {pictures[of]}
  </svg>
)

const pictures: Record<ChildDoor, Child> = {
  stories: (
    <>
      <path class="p-sky" d="M0 0h120v80H0z" />
      <circle class="p-sun" cx="94" cy="20" r="10" />
      <path class="p-paper" d="M60 66C48 56 30 54 14 58V26c16-4 34-2 46 8 12-10 30-12 46-8v32c-16-4-34-2-46 8z" />
      <path
        class="p-line"
        d="M60 34v32M24 36c8-1 18 0 26 5M24 46c8-1 18 0 26 5M96 36c-8-1-18 0-26 5M96 46c-8-1-18 0-26 5"
      />
    </>
  ),
  living: (
    <>
      <path class="p-water" d="M0 0h120v80H0z" />
      <path class="p-wave" d="M0 66c10-6 20-6 30 0s20 6 30 0 20-6 30 0 20 6 30 0v14H0z" />
      <path class="p-fish" d="M20 40c14-20 46-22 66-4l18-12-4 17 4 17-18-12c-20 16-52 14-66-6z" />
      <circle class="p-paper" cx="36" cy="36" r="5" />
      <circle class="p-ink" cx="36" cy="36" r="2.4" />
      <path class="p-line" d="M52 28c6 8 6 18 0 26" />
    </>
  ),
  sky: (
    <>
      <path class="p-night" d="M0 0h120v80H0z" />
      <circle class="p-sun" cx="60" cy="42" r="20" />
      <path class="p-ring" d="M26 52C18 44 48 26 74 22s28 4 16 14-58 26-64 16z" />
      <path
        class="p-star"
        d="m20 14 2 5 5 1-4 3 1 6-4-3-5 3 2-6-4-3 5-1zM102 56l2 4 4 1-3 3 1 4-4-2-4 2 1-4-3-3 4-1z"
      />
    </>
  ),
  vehicles: (
    <>
      <path class="p-sky" d="M0 0h120v80H0z" />
      <path class="p-ground" d="M0 64h120v16H0z" />
      <rect class="p-train" x="10" y="22" width="100" height="36" rx="8" />
      <path class="p-paper" d="M20 30h18v12H20zM46 30h18v12H46zM72 30h18v12H72z" />
      <path class="p-stripe" d="M10 46h100v5H10z" />
      <circle class="p-ink" cx="32" cy="60" r="6" />
      <circle class="p-ink" cx="88" cy="60" r="6" />
    </>
  ),
  making: (
    <>
      <path class="p-warm" d="M0 0h120v80H0z" />
      <path class="p-paper" d="M30 14h44l16 16v36H30z" />
      <path class="p-fold" d="M74 14v16h16z" />
      <path class="p-scissors" d="M14 64 64 34M14 40l50 22" />
      <circle class="p-ring" cx="12" cy="66" r="6" />
      <circle class="p-ring" cx="12" cy="38" r="6" />
      <path class="p-fish" d="m98 70-8-24 10-3 8 24-2 8z" />
    </>
  ),
  past: (
    <>
      <path class="p-sky" d="M0 0h120v80H0z" />
      <path class="p-ground" d="M0 68h120v12H0z" />
      <path class="p-stone" d="M30 68l6-18h48l6 18z" />
      <path class="p-paper" d="M40 34h40v16H40zM46 18h28v10H46z" />
      <path class="p-roof" d="M32 36c10-2 14-8 16-10h24c2 2 6 8 16 10zM40 20c8-2 10-6 12-10h16c2 4 4 8 12 10z" />
      <path class="p-ink" d="M56 40h8v10h-8z" />
    </>
  ),
}
