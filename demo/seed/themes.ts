import { BranchId, ThemeId } from '#ids.ts'
import type { Library } from '#library.ts'
import { assert } from '#std/assert.ts'
import { newId } from '#std/new-id.ts'
import { addTitles } from '#themes/change-titles.ts'
import type { Theme } from '#themes/rules/theme.ts'
import { writeTheme } from '#themes/write-theme.ts'
import { dayOf } from '#time/clock.ts'
import { desk, type Stage } from './stage.ts'

type DemoTheme = Pick<Theme, 'ja' | 'easy' | 'en' | 'forChildren' | 'branchId'> & {
  /** So long it is shown; null: always. */
  days: number | null
  titles: readonly (readonly [title: string, line?: string])[]
}

const themes: readonly DemoTheme[] = [
  {
    ja: {
      title: 'はじめて読む漱石',
      body: '教科書で出会った作家を、もう一度。短いものから長いものへ、読みやすい順に並べました。',
    },
    easy: {
      title: 'はじめて 読む 夏目漱石',
      body: '明治時代の 作家、夏目漱石の 本です。短い 本から 長い 本に 並べました。',
    },
    en: { title: 'First steps with Sōseki', body: 'From the short books to the long ones.' },
    forChildren: false,
    branchId: null,
    days: null,
    titles: [
      ['坊っちゃん', '短くて、声に出しても楽しい一冊'],
      ['三四郎', '上京した青年の、はじめての秋'],
      ['それから'],
      ['門'],
      ['こころ', '手紙の章だけ読みかえす方もいます'],
    ],
  },
  {
    ja: {
      title: '雪国に暮らす',
      body: '雪の深いこの土地の暮らしと、そこから生まれた物語を集めました。展示は中央図書館の入口で。',
    },
    easy: { title: '雪の 国で くらす', body: '雪が たくさん ふる 町の 本です。中央図書館の 入口に 並べています。' },
    en: { title: 'Living with snow', body: 'Life in our snow country, and the stories that came of it.' },
    forChildren: false,
    branchId: BranchId('chuo'),
    days: 80,
    titles: [
      ['北越雪譜', '江戸時代の雪の百科'],
      ['雪国'],
      ['雪国の春'],
      ['山に生かされた日々', '奥三面の四季'],
      ['遠野物語'],
      ['越後三面山人記'],
    ],
  },
  {
    ja: { title: 'ともだちって いいな', body: 'だれかと いっしょに いたくなる 本を えらびました。' },
    easy: { title: 'ともだちって いいな', body: 'だれかと いっしょに いたくなる 本(ほん)を えらびました。' },
    en: null,
    forChildren: true,
    branchId: null,
    days: 120,
    titles: [
      ['ぐりとぐら 1', 'カステラの においが してくるよ'],
      ['くまくんのおともだち'],
      ['こんとあき'],
      ['手ぶくろを買いに', 'きつねの おやこの おはなし'],
      ['ごんぎつね'],
      ['100万回生きたねこ'],
    ],
  },
]

/** 特集, made at the desk as any library makes them. */
export async function makeThemes(library: Library, stage: Stage): Promise<void> {
  const from = dayOf(library.clock.now())
  for (const { days, titles, ...about } of themes) {
    const shownUntil = days === null ? null : from.add({ days })
    const theme: Theme = { id: ThemeId(newId()), shownFrom: days === null ? null : from, shownUntil, ...about }
    const written = await writeTheme(library, desk, theme)
    const typed = titles.map(([title, line]) => `書誌番号 ${stage.bib(title)} ${line ?? ''}`).join('\n')
    assert(written.ok, `the demo can make the theme ${theme.ja.title}: ${JSON.stringify(written)}`)
    const filled = await addTitles(library, desk, theme.id, typed)
    assert(filled.ok, `the demo can fill the theme ${theme.ja.title}: ${JSON.stringify(filled)}`)
  }
}
