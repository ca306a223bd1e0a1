import { grouped } from '../../grouped.ts'
import { recordLanguage } from '../../names/record-language.ts'
import type { Text } from '../../text.ts'

const count = (number: number) => grouped(number)

export const search: Text['search'] = {
  title: '책 찾기',
  resultsOf: asked => `“${asked}” 검색 결과`,
  newTitle: '신착 도서',
  newResultsOf: asked => `신착 도서에서 “${asked}” 검색 결과`,
  newLead: since => `${since}부터 오늘까지 들어온 책입니다. 이 페이지에서는 이 책들만 검색합니다.`,
  newSearchLabel: '신착 도서에서 검색',
  newEmpty: '최근에 새로 들어온 책이 없습니다.',
  total: number => `${count(number)}건`,
  lead: '제목, 저자, 출판사, 주제명을 일본어나 로마자로 검색할 수 있습니다. 단어를 띄어 쓰면 모두 들어 있는 책을 찾습니다.',
  hints: '검색 도움말',
  hintList: [
    '“夏目漱石 こころ”는 두 단어가 모두 있는 책을 찾습니다.',
    '뺄 단어는 “-まんが”처럼 앞에 “-”를 붙입니다.',
    '이어진 말은 "…"로 묶습니다.',
    'ISBN, 자료 번호, 청구기호로도 찾을 수 있습니다.',
  ],

  filters: {
    title: '좁히기',
    available: '지금 대출 가능',
    availableOnly: '지금 대출할 수 있는 것만',
    branches: '도서관',
    shelves: '구역',
    kinds: '자료 종류',
    classes: '분류',
    years: '출판 연도',
    creators: '저자',
    audiences: '대상',
    noClass: '분류 없음',
    more: '더 보기',
    decade: year => `${year}년대`,
    before: year => `${year}년 이전`,
    yearsFromTo: (from, to) => `${from ?? ''}~${to ?? ''}년`,
    apply: '좁히기',
    remove: name => `조건 빼기: ${name}`,
    removeAll: '조건 모두 빼기',
    toFilters: '좁히기로',
    chosen: '선택한 조건',
    count,
    further: '주제명, 시리즈, 출판사, 언어로 좁히기',
  },

  further: {
    title: '더 좁히기',
    lead: total => `${count(total)}건을 찾았습니다. 무엇으로 좁힐지 골라 주세요.`,
    tooMany: max => `${count(max)}건보다 많아 세지 않았습니다. 먼저 도서관, 분류, 출판 연도로 좁혀 주세요.`,
    none: '찾은 자료에는 좁힐 수 있는 조건이 없습니다.',
    back: '검색 결과로 돌아가기',
    groups: { languages: '언어', subjects: '주제명', series: '시리즈', publishers: '출판사' },
  },
  languageName: code => recordLanguage('ko', code),
  inLanguage: code => `언어 ${recordLanguage('ko', code)}`,

  sort: {
    label: '정렬',
    names: {
      relevance: '관련도',
      added: '새로 들어온 순',
      addedOldest: '들어온 지 오래된 순',
      newest: '출판 연도 최신순',
      oldest: '출판 연도 오래된 순',
      title: '제목순',
      titleBack: '제목 역순',
      author: '저자순',
      authorBack: '저자 역순',
      popular: '인기순',
      class: '분류순',
      classBack: '분류 역순',
    },
    size: '표시 건수',
    sizeOf: size => `${size}건씩`,
  },

  pager: {
    label: '페이지',
    next: size => `다음 ${size}건`,
    previous: size => `이전 ${size}건`,
    page: (page, of) => `${page}페이지(전체 ${of}페이지)`,
    beyond: '이 뒤에는 없습니다.',
  },

  alsoSearched: spellings => `다음으로도 검색했습니다: ${spellings}.`,
  names: {
    searched: {
      name: typed => `“${typed}”의 다른 이름으로도 검색했습니다: `,
      subject: typed => `“${typed}”의 주제명으로도 검색했습니다: `,
    },
    name: {
      heading: '대표 이름',
      other: '다른 이름',
      same: '다른 이름',
      earlier: '이전 이름',
      later: '이후 이름',
      broader: '함께 보기',
      narrower: '함께 보기',
      related: '함께 보기',
    },
    subject: {
      heading: '보기',
      other: '같은 뜻의 말',
      same: '함께 보기',
      earlier: '이전 주제명',
      later: '이후 주제명',
      broader: '함께 보기(더 넓은)',
      narrower: '함께 보기(더 좁은)',
      related: '함께 보기(관련)',
    },
  },
  nearest: '비슷한 읽는 법으로 검색했습니다.',
  nearestBody: asked => `“${asked}” 그대로는 찾지 못했습니다.`,
  didYouMean: '혹시 이것을 찾으시나요: ',
  secondBarcode: '일본 책의 아래쪽 바코드는 가격입니다. 978로 시작하는 위쪽 바코드를 사용해 주세요.',
  wrongIsbn: {
    length: digits =>
      `ISBN은 13자리나 10자리인데, 이 번호는 ${digits}자리입니다. 빠지거나 더 들어간 숫자가 없는지 책의 번호와 비교해 주세요.`,
    digit: 'ISBN으로는 숫자 하나가 맞지 않습니다. 책의 번호와 비교해 주세요.',
  },
  onlyAt: (branch, number) => `${branch}에 있는 자료만(${count(number)}건)`,
  onlyOne: asked => `“${asked}” 검색에서 찾은 것은 이 1건입니다.`,

  inList: {
    label: '검색 결과의 앞뒤',
    before: '이전 자료',
    after: '다음 자료',
    back: '검색 결과로 돌아가기',
    place: (nth, total) => `${nth}/${total}건`,
  },

  none: '찾지 못했습니다.',
  noneHelp: '다음을 시도해 보세요.',
  noneTips: ['글자가 맞는지 확인하기', '히라가나로 검색하기', '더 짧은 단어로 검색하기'],
  noneAuthors: '저자 목록',
  noneWiden: '조건을 모두 빼고 검색',
  noneFewerWords: asked => `“${asked}”만으로 검색`,
  noneClasses: '분류로 찾기',
  noneAdvanced: '상세 검색',
  noneInAll: '모든 자료에서 검색',
  elsewhere: {
    title: '다른 도서관에서 찾기',
    calil: '일본 전국의 도서관(Calil)',
    ndl: '일본 국립국회도서관(NDL Search)',
    cinii: '대학 도서관(CiNii Books)',
  },
  noneAsk: phone =>
    `도서관에 없는 책은 다른 도서관에서 빌릴 수 있는 경우가 있습니다. 데스크 또는 전화(${phone})로 문의해 주세요.`,
  notReadyTitle: '검색을 준비하고 있습니다',
  notReadyBody: '도서관의 목록을 읽어 들이고 있습니다. 1분쯤 후에 다시 시도해 주세요.',
  tooMany: '많이 찾았습니다. 좁히거나 단어를 더하면 찾기 쉽습니다.',

  byline: parts => parts.filter(part => part !== null && part !== '').join(', '),
  year: year => `${year}년`,

  refusal: (refusal, max) => {
    switch (refusal.why) {
      case 'tooLong':
        return `검색어는 ${max}자까지 쓸 수 있습니다.`
      case 'tooManyWords':
        return `검색어는 ${refusal.wordsMax}개까지 쓸 수 있습니다.`
      case 'tooDeep':
        return '괄호가 너무 많이 겹쳐 있습니다. 괄호를 줄여 주세요.'
      case 'nothingToSearch':
        return '기호만으로는 검색할 수 없습니다. 제목, 저자, 읽는 법 등을 입력해 주세요.'
      case 'onlyExclusions':
        return '뺄 단어만으로는 검색할 수 없습니다. 찾을 단어도 입력해 주세요.'
      default:
        return refusal satisfies never
    }
  },

  advanced: {
    title: '상세 검색',
    lead: '모르는 곳은 비워 두세요. 각 줄을 위에서부터 이어 갑니다. “그리고”는 둘 다 맞는 것을, “또는”은 하나라도 맞는 것을 찾습니다. “제외” 줄에 맞는 것은 나오지 않습니다.',
    joinOf: field => `잇는 방법: ${field}`,
    join: { and: '그리고', or: '또는', not: '제외' },
    any: '모든 항목',
    fields: {
      title: '제목',
      author: '저자',
      publisher: '출판사',
      subject: '주제명',
      series: '시리즈',
      ndc: '분류',
      isbn: 'ISBN',
    },
    notes: {
      title: '',
      author: '',
      publisher: '',
      subject: '예: 近代文学',
      series: '',
      ndc: '예: 913.6',
      isbn: '하이픈은 있어도 없어도 됩니다',
    },
    howOf: field => `맞추는 방법: ${field}`,
    how: { contains: '포함', startsWith: '으로 시작', exact: '정확히 일치' },
    not: '뺄 단어',
    years: '출판 연도',
    from: '몇 년부터',
    to: '몇 년까지',
    span: '~',
    anyLanguage: '모든 언어',
    submit: '검색',
    clear: '처음부터 다시',
    simple: '간단 검색으로 돌아가기',
    again: '조건 바꾸기',
  },

  fieldIs: (field, text) => `${field}: ${text}`,
  joined: { and: (one, other) => `${one} 그리고 ${other}`, or: (one, other) => `${one} 또는 ${other}` },
  together: joined => `(${joined})`,
  without: text => `${text} 제외`,
  inClass: (notation, label) => (label ? `분류 ${notation} ${label}` : `분류 ${notation}`),
  about: subject => `주제명 ${subject}`,
  everything: '모든 자료',
}
