/** '夏目, 漱石, 1867-1916' → '夏目漱石'; Western names keep their comma. */
export function plainName(name: string): string {
  const [family, given] = name.split(/,\s*/)
  const han = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々ヶ]+$/u
  return given !== undefined && han.test(family!) && han.test(given)
    ? `${family}${given}`
    : name.replace(/,?\s*\d{3,4}-(\d{3,4})?\??$/, '')
}
