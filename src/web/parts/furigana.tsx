/** 漢字(かんじ): a reading stands behind its 漢字. */
const read = /([\p{Script=Han}々]+)\(([\p{Script=Hiragana}ー]+)\)/u

/** 漢字(かんじ) → ruby. What has no reading behind it stays as it is. */
export function Furigana({ text }: { text: string }) {
  const pieces = text.split(read)
  return (
    <>
      {pieces.map((piece, index) => {
        if (index % 3 === 2) return null
        if (index % 3 === 0) return piece
        return (
          <ruby>
            {piece}
            <rp>（</rp>
            <rt>{pieces[index + 1]}</rt>
            <rp>）</rp>
          </ruby>
        )
      })}
    </>
  )
}

/** The same where there is no ruby: in a title, a feed. */
export const withoutFurigana = (text: string): string => text.replace(new RegExp(read, 'gu'), '$1')
