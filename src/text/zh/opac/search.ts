import { grouped } from '../../grouped.ts'
import { recordLanguage } from '../../names/record-language.ts'
import type { Text } from '../../text.ts'

const count = (number: number) => grouped(number)

export const search: Text['search'] = {
  title: '查找图书',
  resultsOf: asked => `“${asked}”的检索结果`,
  newTitle: '新到图书',
  newResultsOf: asked => `新到图书中“${asked}”的检索结果`,
  newLead: since => `${since}以来到馆的图书。本页只在这些图书中检索。`,
  newSearchLabel: '在新到图书中检索',
  newEmpty: '最近没有新到的图书。',
  total: number => `${count(number)}件`,
  lead: '可以按书名、作者、出版社或主题词检索，用日文或罗马字输入均可。用空格隔开的几个词，会查找同时包含这些词的图书。',
  hints: '检索提示',
  hintList: [
    '“夏目漱石 こころ”会查找同时包含两个词的图书。',
    '要排除的词，请在前面加“-”，如“-まんが”。',
    '必须连在一起的词，请用 "…" 括起来。',
    '也可以用 ISBN、资料条码号和索书号检索。',
  ],

  filters: {
    title: '缩小范围',
    available: '现在可借',
    availableOnly: '只看现在可借的',
    branches: '图书馆',
    shelves: '书架',
    kinds: '资料类型',
    classes: '分类',
    years: '出版年',
    creators: '作者',
    audiences: '读者对象',
    noClass: '无分类',
    more: '显示更多',
    decade: year => `${year}年代`,
    before: year => `${year}年以前`,
    yearsFromTo: (from, to) => `${from ?? ''}–${to ?? ''}年`,
    apply: '缩小范围',
    remove: name => `取消“${name}”`,
    removeAll: '全部取消',
    toFilters: '缩小范围',
    chosen: '已选条件',
    count,
    further: '按主题词、丛书、出版社或语种缩小',
  },

  further: {
    title: '进一步缩小范围',
    lead: total => `找到${count(total)}件。请选择缩小范围的条件。`,
    tooMany: max => `找到的图书超过${count(max)}件，因此没有统计。请先按图书馆、分类或出版年缩小范围。`,
    none: '找到的图书没有可用来缩小范围的条件。',
    back: '返回检索结果',
    groups: { languages: '语种', subjects: '主题词', series: '丛书', publishers: '出版社' },
  },
  languageName: code => recordLanguage('zh', code),
  inLanguage: code => `语种 ${recordLanguage('zh', code)}`,

  sort: {
    label: '排序',
    names: {
      relevance: '相关度',
      added: '最新到馆',
      addedOldest: '最早到馆',
      newest: '出版年从新到旧',
      oldest: '出版年从旧到新',
      title: '书名',
      titleBack: '书名（倒序）',
      author: '作者',
      authorBack: '作者（倒序）',
      popular: '借阅次数',
      class: '分类',
      classBack: '分类（倒序）',
    },
    size: '每页件数',
    sizeOf: size => `每页${size}件`,
  },

  pager: {
    label: '页',
    next: size => `后${size}件`,
    previous: size => `前${size}件`,
    page: (page, of) => `第${page}页（共${of}页）`,
    beyond: '后面没有内容了。',
  },

  alsoSearched: spellings => `同时检索了：${spellings}。`,
  names: {
    searched: {
      name: typed => `同时检索了“${typed}”的其他名称：`,
      subject: typed => `同时检索了表示“${typed}”的主题词：`,
    },
    name: {
      heading: '著录名称',
      other: '其他名称',
      same: '其他名称',
      earlier: '曾用名',
      later: '后用名',
      broader: '参见',
      narrower: '参见',
      related: '参见',
    },
    subject: {
      heading: '见',
      other: '同义词',
      same: '参见',
      earlier: '原主题词',
      later: '新主题词',
      broader: '参见（上位）',
      narrower: '参见（下位）',
      related: '参见（相关）',
    },
  },
  nearest: '已按相近的读音检索。',
  nearestBody: asked => `没有找到“${asked}”本身。`,
  didYouMean: '您是不是要找：',
  secondBarcode: '日本图书下方的条形码表示价格。请使用上方以 978 开头的条形码。',
  wrongIsbn: {
    length: digits => `ISBN为13位或10位，而这个号码是${digits}位。请与图书上的号码核对，看是否少了或多了数字。`,
    digit: '作为ISBN，这个号码中有数字不对。请与图书上的号码核对。',
  },
  onlyAt: (branch, number) => `只看${branch}的图书（${count(number)}件）`,
  onlyOne: asked => `“${asked}”只找到这一件。`,

  inList: {
    label: '检索结果中的前后',
    before: '上一件',
    after: '下一件',
    back: '返回检索结果',
    place: (nth, total) => `第${nth}件（共${total}件）`,
  },

  none: '没有找到。',
  noneHelp: '您可以试试：',
  noneTips: ['检查文字是否有误', '用平假名检索', '缩短检索词'],
  noneAuthors: '按作者查找',
  noneWiden: '取消缩小范围后检索',
  noneFewerWords: asked => `只检索“${asked}”`,
  noneClasses: '按分类查找',
  noneAdvanced: '高级检索',
  noneInAll: '检索全部馆藏',
  elsewhere: {
    title: '在其他图书馆查找',
    calil: '日本全国的图书馆（Calil）',
    ndl: '日本国立国会图书馆（NDL Search）',
    cinii: '大学图书馆（CiNii Books）',
  },
  noneAsk: phone => `本馆没有的图书，有时可以从其他图书馆借入。请到服务台或打电话（${phone}）咨询。`,
  notReadyTitle: '正在准备检索',
  notReadyBody: '正在读取图书馆的目录。请大约一分钟后再试。',
  tooMany: '找到的结果很多。缩小范围或增加检索词会更容易找到。',

  byline: parts => parts.filter(part => part !== null && part !== '').join('，'),
  year: year => `${year}年`,

  refusal: (refusal, max) => {
    switch (refusal.why) {
      case 'tooLong':
        return `检索内容最多${max}个字。`
      case 'tooManyWords':
        return `最多可以使用${refusal.wordsMax}个检索词。`
      case 'tooDeep':
        return '括号的层数太多。请减少括号。'
      case 'nothingToSearch':
        return '只有符号无法检索。请输入书名、作者或读音等。'
      case 'onlyExclusions':
        return '只有要排除的词无法检索。请同时输入要查找的词。'
      default:
        return refusal satisfies never
    }
  },

  advanced: {
    title: '高级检索',
    lead: '不清楚的地方请留空。各行从上到下依次组合：“并且”查找两者都符合的图书，“或者”查找符合其中之一的图书。符合“不含”一行的图书不会显示。',
    joinOf: field => `组合方式：${field}`,
    join: { and: '并且', or: '或者', not: '不含' },
    any: '所有项目',
    fields: {
      title: '书名',
      author: '作者',
      publisher: '出版社',
      subject: '主题词',
      series: '丛书',
      ndc: '分类号',
      isbn: 'ISBN',
    },
    notes: {
      title: '',
      author: '',
      publisher: '',
      subject: '例如：近代文学',
      series: '',
      ndc: '例如：913.6',
      isbn: '连字符可有可无',
    },
    howOf: field => `匹配方式：${field}`,
    how: { contains: '包含', startsWith: '开头是', exact: '完全一致' },
    not: '排除的词',
    years: '出版年',
    from: '从哪一年',
    to: '到哪一年',
    span: '–',
    anyLanguage: '任何语言',
    submit: '检索',
    clear: '重新填写',
    simple: '返回简单检索',
    again: '更改条件',
  },

  fieldIs: (field, text) => `${field}：${text}`,
  joined: { and: (one, other) => `${one} 并且 ${other}`, or: (one, other) => `${one} 或者 ${other}` },
  together: joined => `（${joined}）`,
  without: text => `不含${text}`,
  inClass: (notation, label) => (label ? `分类 ${notation} ${label}` : `分类 ${notation}`),
  about: subject => `主题词 ${subject}`,
  everything: '全部馆藏',
}
