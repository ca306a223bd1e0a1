import type { Text } from '#text/text.ts'
import { Steps } from '../parts/wayfinding/steps.tsx'
import { Trail } from '../parts/wayfinding/trail.tsx'
import { paths } from '../paths.ts'

/** 予約かご → 予約内容確認 → 予約結果: where the patron is on the way. */
export const OrderSteps = ({ t, now }: { t: Text; now: 'basket' | 'confirm' | 'done' }) => {
  const { basket, confirm, done } = t.myLibrary.step
  return (
    <Steps label={t.myLibrary.steps} names={[basket, confirm, done]} now={['basket', 'confirm', 'done'].indexOf(now)} />
  )
}

type TrailProps = { t: Text; here: string; through?: { href: string; name: string } }

/** Where this page lies in Myライブラリ. */
export const MyTrail = ({ t, here, through }: TrailProps) => (
  <Trail
    label={t.myLibrary.trail}
    steps={[{ name: t.myLibrary.title, href: paths.myLibrary }, ...(through ? [through] : [])]}
    here={here}
  />
)

/** The head of a page of Myライブラリ: where it lies, and its title. */
export const MyHead = ({ title, ...trail }: TrailProps & { title?: string }) => (
  <div class="stack tight">
    <MyTrail {...trail} />
    <h1>{title ?? trail.here}</h1>
  </div>
)
