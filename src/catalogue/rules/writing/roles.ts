/**
 * 役割表示: what somebody did for a book, as 責任表示 and covers put it behind the name (NCR 2018 #2.2). Longer ones first, so
 * that 編著 is not taken for 著.
 */
const roles = `
  編集責任者 責任編集 キャラクター原案 キャラクターデザイン 編著者 監修者 編集者 翻訳者 執筆者 監訳者 校訂者 共著者 原作者 著作者
  編著 編者 著者 訳者 監修 監訳 編集 編纂 編訳 共著 共編 共訳 翻訳 訳注 訳編 校注 校訂 校閲 原作 原案 原著 著作 脚本 構成 執筆 解説 口述
  写真 撮影 作画 漫画 挿絵 挿画 装丁 装幀 版画 作曲 作詞 演奏 朗読 監督 出演 企画 制作 製作 指揮 聞き手 語り イラスト デザイン まんが マンガ
  協力 指導 編成 校正 解題 題字 カット レイアウト 撮影協力 その他 スタッフ おはなし original_author author authors editor illustrator translator commentator
  さく ぶん やく へん 著 作 編 訳 文 絵 画 え 詩 詞 曲 選 撰 注 述`
  .trim()
  .split(/\s+/)
  .toSorted((one, other) => other.length - one.length)

const bare = (text: string): string => text.normalize('NFKC').replace(/^[\s[(/;,]+|[\s\]);,.]+$/g, '')

/** Whether the whole text is a role or several, in brackets or not: [著], 作・絵, ぶんとえ. */
export const isRole = (text: string): boolean => severalRoles.test(bare(text))
const severalRoles = new RegExp(`^(?:${roles.join('|')}|ほか|他)(?:[・、/,と ]?(?:${roles.join('|')}))*$`)

/**
 * 夏目漱石著 → 夏目漱石 and 著, 夏目 漱石／著, 谷川俊太郎 [作]; role null when there is none. A role of one character counts behind a sign or
 * a space, or behind a name that is written in one run.
 */
export function splitRole(text: string): { name: string; role: string | null } {
  const whole = text.normalize('NFKC').trim()
  const marked = /^(.+?)(?:\s*[/／]\s*|\s+|\s*[[(])([^\s/[\]()]+)[\])]?$/u.exec(whole)
  if (marked && isRole(marked[2]!)) return { name: marked[1]!.trim(), role: marked[2]! }
  const plain = whole.replace(/[\])]$/, '')
  const role = roles.find(one => plain.endsWith(one) && plain.length > one.length && attached.test(one))
  return role ? { name: plain.slice(0, -role.length).trim(), role } : { name: whole, role: null }
}

/** A name may end in 文, 詩 or え itself. */
const attached = /^(?:著|作|編|訳|絵|画|..+)$/u
