import type { Text } from '../../text.ts'

export const questions: Text['questions'] = {
  title: 'Pergunte ao bibliotecário',
  door: 'Nossos funcionários pesquisam para você',
  why: 'Escreva o que gostaria de saber. Nossos funcionários pesquisam no acervo e respondem nesta página.',
  whyNotAlways:
    'Não podemos responder a perguntas de medicina, direito ou vida privada, nem fazer lições de casa. Mostramos como pesquisar.',
  privacy: days =>
    `A pergunta e a resposta são vistas por você e pelos funcionários que pesquisam. São apagadas ${days} dias depois da resposta. Você pode apagá-las a qualquer hora.`,
  mail: 'Se você cadastrou um e-mail, uma mensagem avisa que há resposta. Ela não diz qual é.',
  make: 'Fazer uma pergunta',
  empty: 'Você não tem perguntas.',
  emptyBody: 'Pergunte sobre a cidade, a origem de uma palavra, estatísticas, artigos de jornal e mais.',
  sent: 'Recebemos sua pergunta.',
  removed: 'A pergunta foi apagada.',
  state: { received: 'Recebida', looking: 'Em pesquisa', answered: 'Respondida' },
  madeOn: day => `feita em ${day}`,
  changedOn: day => `respondida em ${day}`,
  wantedBy: day => `necessária até ${day}`,
  lookedAt: 'O que você já consultou',
  answer: 'Resposta da biblioteca',
  remove: 'Apagar',
  removeOf: words => `Apagar “${words}”`,
  back: 'Voltar às suas perguntas',
  form: {
    title: 'Fazer uma pergunta ao bibliotecário',
    asks: 'O que você gostaria de saber?',
    asksHint: 'O que exatamente, e quanto disso. Até 1000 caracteres.',
    lookedAt: 'O que você já consultou, se for o caso',
    lookedAtHint: 'Títulos de livros, páginas da internet. Até 500 caracteres.',
    wantedBy: 'Necessária até, se houver um dia',
    wantedByHint: 'Se for urgente, pergunte no balcão ou por telefone.',
    send: 'Enviar esta pergunta',
  },
  refused: {
    tooManyToday: max => `Podem ser feitas ${max} perguntas por dia. Envie-a amanhã.`,
    wantedByPast: 'O dia até o qual você precisa já passou.',
  },
}
