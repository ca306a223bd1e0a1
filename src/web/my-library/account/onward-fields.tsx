import { type Onward, onwardFields } from './onward.ts'

/** Goes along with a form on the way of a login, unseen. */
export const OnwardFields = ({ wish }: { wish: Onward }) => (
  <>
    {Object.entries({ ...onwardFields(wish), typed: wish.typed }).map(([name, value]) =>
      value === undefined ? null : <input type="hidden" name={name} value={value} />,
    )}
  </>
)
