import { recordLanguage } from '../../names/record-language.ts'
import type { Text } from '../../text.ts'
import { grouped } from '../numbers.ts'

const count = (number: number) => grouped(number)

export const search: Text['search'] = {
  title: 'Procurar livros',
  resultsOf: asked => `Resultados de “${asked}”`,
  newTitle: 'Novidades',
  newResultsOf: asked => `“${asked}” entre as novidades`,
  newLead: since => `O que chegou desde ${since}. Esta página procura só entre estes.`,
  newSearchLabel: 'Procurar entre as novidades',
  newEmpty: 'Nada novo chegou ultimamente.',
  total: number => (number === 1 ? '1 título' : `${count(number)} títulos`),
  lead: 'Por título, autor, editora ou assunto, em japonês ou em letras romanas. Várias palavras separadas por espaços precisam estar todas presentes.',
  hints: 'Dicas',
  hintList: [
    '“夏目漱石 こころ” encontra o que tem as duas palavras.',
    'Uma palavra com “-” na frente é excluída, como em “-まんが”.',
    'Palavras entre "…" precisam estar juntas.',
    'ISBN, número do exemplar e número de chamada também funcionam.',
  ],

  filters: {
    title: 'Refinar',
    available: 'Disponível agora',
    availableOnly: 'Só o que está disponível agora',
    branches: 'Biblioteca',
    shelves: 'Lugar na biblioteca',
    kinds: 'Tipo',
    classes: 'Classe',
    years: 'Ano',
    creators: 'Autor',
    audiences: 'Público',
    noClass: 'Sem classe',
    more: 'Mostrar mais',
    decade: year => `década de ${year}`,
    before: year => `antes de ${year}`,
    yearsFromTo: (from, to) => `${from ?? ''}–${to ?? ''}`,
    apply: 'Refinar',
    remove: name => `Remover ${name}`,
    removeAll: 'Remover tudo',
    toFilters: 'Refinar',
    chosen: 'Refinado por',
    count,
    further: 'Refinar por assunto, série, editora ou idioma',
  },

  further: {
    title: 'Refinar ainda mais',
    lead: total => `${count(total)} títulos encontrados. Escolha como refiná-los.`,
    tooMany: max =>
      `Mais de ${count(max)} títulos foram encontrados, por isso não foram contados. Refine primeiro por biblioteca, classe ou ano.`,
    none: 'Os títulos encontrados não têm nada por que refinar.',
    back: 'Voltar aos resultados',
    groups: { languages: 'Idioma', subjects: 'Assunto', series: 'Série', publishers: 'Editora' },
  },
  languageName: code => recordLanguage('pt', code),
  inLanguage: code => `em ${recordLanguage('pt', code)}`,

  sort: {
    label: 'Ordem',
    names: {
      relevance: 'relevância',
      added: 'recém-chegados',
      addedOldest: 'chegados há mais tempo',
      newest: 'mais novos (ano)',
      oldest: 'mais antigos (ano)',
      title: 'título',
      titleBack: 'título, do fim',
      author: 'autor',
      authorBack: 'autor, do fim',
      popular: 'mais emprestados',
      class: 'classe',
      classBack: 'classe, do fim',
    },
    size: 'Títulos por página',
    sizeOf: size => `${size} por página`,
  },

  pager: {
    label: 'Páginas',
    next: size => `Próximos ${size}`,
    previous: size => `Anteriores ${size}`,
    page: (page, of) => `Página ${page} de ${of}`,
    beyond: 'Não há nada depois disto.',
  },

  alsoSearched: spellings => `Também procurado: ${spellings}.`,
  names: {
    searched: {
      name: typed => `Outros nomes de “${typed}” também foram procurados: `,
      subject: typed => `Os assuntos de “${typed}” também foram procurados: `,
    },
    name: {
      heading: 'Registrado como',
      other: 'Outros nomes',
      same: 'Outros nomes',
      earlier: 'Nome anterior',
      later: 'Nome posterior',
      broader: 'Ver também',
      narrower: 'Ver também',
      related: 'Ver também',
    },
    subject: {
      heading: 'Ver',
      other: 'O mesmo significado',
      same: 'Ver também',
      earlier: 'Assunto anterior',
      later: 'Assunto posterior',
      broader: 'Ver também (mais amplo)',
      narrower: 'Ver também (mais específico)',
      related: 'Ver também (relacionado)',
    },
  },
  nearest: 'Foram procuradas leituras parecidas.',
  nearestBody: asked => `Nada foi encontrado exatamente para “${asked}”.`,
  didYouMean: 'Você quis dizer ',
  secondBarcode: 'O código de barras inferior de um livro japonês é o preço. Use o superior, que começa com 978.',
  wrongIsbn: {
    length: digits =>
      `Um ISBN tem 13 ou 10 algarismos; este número tem ${digits}. Compare com o livro: pode faltar um algarismo ou haver um a mais.`,
    digit: 'Como ISBN, um destes algarismos está errado. Compare com o número no livro.',
  },
  onlyAt: (branch, number) => `Só o que há em ${branch} (${count(number)})`,
  onlyOne: asked => `Este é o único título encontrado para “${asked}”.`,

  inList: {
    label: 'Antes e depois nos resultados',
    before: 'Título anterior',
    after: 'Próximo título',
    back: 'Voltar aos resultados',
    place: (nth, total) => `${nth} de ${total}`,
  },

  none: 'Nada foi encontrado.',
  noneHelp: 'Você pode tentar:',
  noneTips: ['Ver se está escrito certo.', 'Tentar em hiragana.', 'Tentar uma palavra mais curta.'],
  noneAuthors: 'a lista de autores',
  noneWiden: 'a mesma busca sem refinar',
  noneFewerWords: asked => `só “${asked}”`,
  noneClasses: 'as classes de assunto',
  noneAdvanced: 'a busca avançada',
  noneInAll: 'o catálogo inteiro',
  elsewhere: {
    title: 'Procurar em outras bibliotecas',
    calil: 'Bibliotecas de todo o Japão (Calil)',
    ndl: 'Biblioteca Nacional da Dieta (NDL Search)',
    cinii: 'Bibliotecas universitárias (CiNii Books)',
  },
  noneAsk: phone =>
    `Um livro que a biblioteca não tem às vezes pode ser emprestado de outra. Pergunte no balcão ou telefone para ${phone}.`,
  notReadyTitle: 'A busca está sendo preparada',
  notReadyBody: 'O catálogo está sendo carregado. Tente de novo em um minuto.',
  tooMany: 'São muitos. Refinar ou acrescentar uma palavra ajuda.',

  byline: parts => parts.filter(part => part !== null && part !== '').join(', '),
  year: year => `${year}`,

  refusal: (refusal, max) => {
    switch (refusal.why) {
      case 'tooLong':
        return `Uma busca pode ter no máximo ${max} caracteres.`
      case 'tooManyWords':
        return `Uma busca pode ter no máximo ${refusal.wordsMax} palavras.`
      case 'tooDeep':
        return 'Há parênteses demais dentro de parênteses.'
      case 'nothingToSearch':
        return 'Não é possível procurar só sinais. Digite um título, um autor ou uma leitura.'
      case 'onlyExclusions':
        return 'Digite o que procurar, não só o que excluir.'
      default:
        return refusal satisfies never
    }
  },

  advanced: {
    title: 'Busca avançada',
    lead: 'Deixe em branco o que não souber. As linhas são unidas de cima para baixo: “e” encontra o que atende às duas, “ou” o que atende a uma delas. O que atende a uma linha com “não” é excluído.',
    joinOf: field => `Como unir: ${field}`,
    join: { and: 'e', or: 'ou', not: 'não' },
    any: 'Qualquer campo',
    fields: {
      title: 'Título',
      author: 'Autor',
      publisher: 'Editora',
      subject: 'Assunto',
      series: 'Série',
      ndc: 'Classe',
      isbn: 'ISBN',
    },
    notes: {
      title: '',
      author: '',
      publisher: '',
      subject: 'por exemplo 近代文学',
      series: '',
      ndc: 'por exemplo 913.6',
      isbn: 'com ou sem hífens',
    },
    howOf: field => `Como comparar: ${field}`,
    how: { contains: 'contém', startsWith: 'começa com', exact: 'é exatamente' },
    not: 'Excluir',
    years: 'Ano',
    from: 'Do ano',
    to: 'Até o ano',
    span: '–',
    anyLanguage: 'Qualquer idioma',
    submit: 'Procurar',
    clear: 'Começar de novo',
    simple: 'Voltar à busca simples',
    again: 'Mudar a busca',
  },

  fieldIs: (field, text) => `${field}: ${text}`,
  joined: { and: (one, other) => `${one} e ${other}`, or: (one, other) => `${one} ou ${other}` },
  together: joined => `(${joined})`,
  without: text => `sem ${text}`,
  inClass: (notation, label) => (label ? `classe ${notation} ${label}` : `classe ${notation}`),
  about: subject => `assunto ${subject}`,
  everything: 'O catálogo inteiro',
}
