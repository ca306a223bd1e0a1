import type { MergeEnd, MergeRefusal } from '#holds/rules/merge.ts'

/** What does not happen is not said. */
const some = (count: number, words: string): string[] => (count === 0 ? [] : [words])

/** Words of the staff pages that merge two records, or two registrations of one person. */
export const counterMerge = {
  from: 'まとめて、なくなるほう',
  into: '残るほう',
  swap: '残すほうを入れかえる',
  will: 'まとめると、こうなります',
  ends: '終わる予約',
  endsNone: '終わる予約はありません。',
  hold: '予約',
  status: '状態',
  reasonOfEnd: '終わる理由',
  why: {
    fallTogether: '同じ資料の予約が二つになるため（進んでいるほう、同じなら順番の早いほうが残ります）',
    alreadyHave: '同じ資料をもう借りているため',
  } satisfies Record<MergeEnd, string>,
  reason: '理由',
  reasonHint: '例：同じ本を二度登録していた。記録に残ります。',
  reasonMissing: '理由を入力してください。',
  button: '一つにまとめる',
  noWayBack: '元には戻せません。よく確かめてから押してください。',
  back: 'やめてもどる',
  done: '一つにまとめました。',
  doneBy: (at: string, login: string) => `${at}　職員 ${login}`,
  didHolds: (holds: number, ended: number) => `移した予約 ${holds}件、終わった予約 ${ended}件`,
  didCopies: (copies: number) => `移した資料 ${copies}冊`,
  didLoans: (loans: number) => `移した貸出 ${loans}点`,

  bibs: {
    title: '書誌の統合',
    about: '同じ本の書誌が二つあるとき、一つにまとめます。資料、予約、貸出、予約かごは、残るほうへ移ります。',
    chooseFrom: 'まず、まとめてなくなるほうの書誌をさがしてください。',
    chooseInto: 'つぎに、残るほうの書誌をさがしてください。',
    number: (id: number) => `書誌番号 ${id}`,
    copies: (count: number) => `資料 ${count}冊`,
    differs: '資料種別か巻がちがいます。同じ資料かどうか、もう一度確かめてください。',
    hiddenGoes:
      'なくなるほうの書誌は非公開です。統合すると、その資料は、残る書誌のものとして利用者に見えるようになります。',
    hiddenStays: '残るほうの書誌は非公開です。統合すると、なくなるほうの資料も利用者から見えなくなります。',
    open: '残った書誌をひらく',
    link: 'この書誌を、ほかの書誌にまとめる',
    will: (copies: number, holds: number, loans: number, baskets: number) => [
      ...some(copies, `資料${copies}冊が移ります。`),
      ...some(holds, `予約${holds}件が、順番のまま移ります。二つの予約の列は、予約した順にならびます。`),
      ...some(loans, `貸出中の${loans}点が移ります。`),
      ...some(baskets, `予約かごの${baskets}件が移ります。`),
      'いままでの貸出の数は、一つに数えます。',
      'なくなるほうのアドレスをひらくと、残るほうへ案内します。',
    ],
  },

  patrons: {
    title: '利用者の統合',
    about: '同じ方を二度登録したとき、一つにまとめます。貸出、予約、予約かご、お知らせは、残るほうへ移ります。',
    fromCard: 'まとめて、なくなるほうのカード番号',
    intoCard: '残るほうのカード番号',
    show: '確かめる',
    unknownCard: 'このカード番号は登録がありません。',
    open: '残った利用者をひらく',
    link: 'この登録を、ほかの登録にまとめる',
    differs: 'お名前か生年月日がちがいます。同じ方かどうか、もう一度確かめてください。',
    cardNumber: 'カード番号',
    birthDate: '生年月日',
    phone: '電話番号',
    mail: 'メールアドレス',
    address: '住所',
    none: 'なし',
    will: (holds: number, loans: number, baskets: number) => [
      ...some(holds, `予約${holds}件が、順番のまま移ります。点数の上限をこえても、取り消しません。`),
      ...some(loans, `貸出中の${loans}点が移ります。`),
      ...some(baskets, `予約かごの${baskets}件が移ります。`),
      '連絡先、パスワード、有効期限は、残るほうのものを使います。利用停止は、どちらのものも残ります。',
      'なくなるほうのカードは使えなくなり、ログイン中の機器からはログアウトします。その番号は、ほかの方には使いません。',
    ],
    historyIsCut: '残るほうは貸出履歴を残さない設定なので、なくなるほうの貸出履歴は消えます。',
  },

  refused: (refusal: MergeRefusal, of: 'bibs' | 'patrons'): string => {
    const thing = of === 'bibs' ? '書誌' : '登録'
    switch (refusal.why) {
      case 'unknown':
        return `まとめるほうの${thing}が見つかりません。`
      case 'unknownTarget':
        return `残るほうの${thing}が見つかりません。`
      case 'same':
        return `同じ${thing}です。ちがう二つを選んでください。`
      case 'circle':
        return `残すほうの${thing}は、もうこちらの${thing}にまとめてあります。`
      case 'mergedElsewhere':
        return `この${thing}は、もうほかの${thing}にまとめてあります。`
      default:
        return refusal satisfies never
    }
  },
}
