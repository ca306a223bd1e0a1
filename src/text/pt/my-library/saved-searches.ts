import type { Text } from '../../text.ts'

export const savedSearches: Text['savedSearches'] = {
  title: 'Buscas salvas',
  count: count => `${count}`,

  save: 'Salvar esta busca',
  saveWhy: 'Quando chegar algo novo, “Buscas salvas” na Minha conta avisa.',
  already: 'Você já salvou esta busca.',
  toList: 'Ver suas buscas salvas',
  toResults: 'Voltar aos resultados',

  lead: (count, max) =>
    `${count === 1 ? 'Uma busca' : `${count} buscas`} (até ${max}). As que têm algo novo vêm primeiro.`,
  saved: name => `“${name}” foi salva.`,
  savedWhy: 'Quando chegar algo novo, esta página diz quanto.',
  numbers: {
    tell: 'Avise-me quando chegar um novo número',
    already: 'Os novos números aparecem entre as suas buscas salvas.',
  },
  toldWhy: 'Quando chega algo novo, esta página mostra e um e-mail avisa você.',
  removed: 'Uma busca foi removida.',
  renamed: name => `Agora ela se chama “${name}”.`,

  asks: words => `Procura: ${words}`,
  narrowed: words => `Refinada por: ${words}`,
  total: total => `${total} ao todo`,
  arrived: (count, max) => {
    if (count > max) return `${max} ou mais títulos novos`
    return count === 1 ? 'Um título novo' : `${count} títulos novos`
  },
  noneArrived: 'Nada novo',
  notUnderstood: 'No momento esta busca não pode ser feita.',
  openNew: 'Ver o que é novo',
  openNewOf: name => `Ver o que é novo: ${name}`,
  open: 'Ver os resultados',
  openOf: name => `Ver os resultados: ${name}`,
  edit: 'Nome e e-mail',
  editOf: name => `Nome e e-mail: ${name}`,
  byMail: 'Você também é avisado por e-mail',
  remove: 'Remover',
  removeOf: name => `Remover ${name}`,
  feed: 'Feed em Atom',
  feedOf: name => `Feed em Atom: ${name}`,

  emptyTitle: 'Você não salvou nenhuma busca.',
  emptyBody: 'Procure algo e pressione “Salvar esta busca”. Aqui você verá se chegou algo novo.',

  editPage: {
    title: 'Nome e e-mail de uma busca',
    name: 'Nome',
    hint: max => `Até ${max} caracteres. Escolha um nome fácil de distinguir.`,
    submit: 'Renomear',
    back: 'Voltar às buscas salvas',
    missing: 'Digite um nome.',
    tooLong: max => `Um nome pode ter no máximo ${max} caracteres.`,
  },
  mail: {
    title: 'Novidades por e-mail',
    off: weekday => `Quando chegar algo novo, podemos enviar um e-mail por semana (${weekday} de manhã).`,
    on: weekday =>
      `Quando chega algo novo, enviamos um e-mail por semana (${weekday} de manhã). Quando não chega nada, não enviamos.`,
    start: 'Avisar por e-mail o que é novo',
    stop: 'Parar os e-mails',
    noAddress: 'Você pode ser avisado por e-mail quando um endereço for cadastrado.',
    coming: 'Você pode ser avisado por e-mail quando o cadastro do endereço for concluído, na manhã seguinte.',
    register: 'Cadastrar um e-mail',
    started: name => `Enviamos um e-mail quando chegar algo novo para “${name}”.`,
    stopped: name => `Não haverá mais e-mails sobre “${name}”.`,
    weekdays: {
      monday: 'segunda-feira',
      tuesday: 'terça-feira',
      wednesday: 'quarta-feira',
      thursday: 'quinta-feira',
      friday: 'sexta-feira',
      saturday: 'sábado',
      sunday: 'domingo',
    },
  },
  removePage: {
    title: 'Remover uma busca',
    question: 'Você quer remover esta busca?',
    consequence: 'Você não verá mais quando chegar algo novo. Pode salvar a mesma busca de novo a qualquer hora.',
    confirm: 'Remover',
    back: 'Manter',
  },
  refusal: {
    tooMany: max => `Você pode salvar no máximo ${max} buscas.`,
    tooManyNext: 'Esta não foi salva. Remova uma de que não precisa e pressione “Salvar esta busca” de novo.',
    tooMuchAsked: 'Há condições demais: esta busca não pode ser salva.',
    tooMuchAskedNext: 'Tente de novo com menos palavras ou filtros.',
  },
}
