import type { MailKinds } from '../mail-words.ts'
import type { Text } from '../text.ts'

const comeUntil = 'Venha até o último dia com seu cartão da biblioteca. Depois desse dia a reserva é cancelada.'
const alreadyReturned = 'Se você já devolveu, desconsidere esta mensagem.'
const notYou = 'Se não foi você, avise a biblioteca imediatamente.'
const changed = (line: string) => ({ subject: 'Seu cadastro foi alterado', before: [line], after: [notYou] })
const answered = (line: string) => ({
  subject: 'Seu pedido de livro',
  before: [line],
  after: ['Veja mais em “Pedidos de livros” na Minha conta.'],
})
const refused = {
  subject: 'Uma reserva não foi aceita',
  before: ['A reserva do seguinte não pôde ser aceita:'],
  after: ['Para saber mais, pergunte à biblioteca.'],
}

const kinds: MailKinds = {
  orderPlaced: {
    subject: 'Recebemos sua reserva',
    before: ['Você pediu a reserva do seguinte:'],
    after: [
      'A biblioteca a processa no próximo processamento noturno. Pode acontecer que uma reserva não possa ser aceita.',
      'Acompanhe em “Suas reservas” na Minha conta.',
    ],
  },
  ready: {
    subject: 'Sua reserva está pronta',
    before: ['O seguinte está pronto para você retirar:'],
    after: [comeUntil],
  },
  shelfMoved: {
    subject: 'Sua reserva fica guardada por mais tempo',
    before: ['Por causa de um fechamento, o seguinte fica guardado por mais tempo do que avisamos:'],
    after: [comeUntil],
  },
  unavailable: {
    subject: 'Uma reserva não está mais disponível',
    before: ['Avisamos que o seguinte estava pronto. Infelizmente não pode mais ser entregue:'],
    after: [
      'Sua reserva continua no mesmo lugar da fila. Avisaremos quando estiver pronta.',
      'Se você já retirou, desconsidere esta mensagem.',
    ],
  },
  mailRegistered: {
    subject: 'Seu e-mail está cadastrado',
    before: ['Seu e-mail está cadastrado.', 'Agora você pode escolher “E-mail” ao reservar.'],
    after: ['Se não foi você, avise a biblioteca.'],
  },
  closed: {
    cancelled: { subject: 'Uma reserva foi cancelada', before: ['Sua reserva foi cancelada:'], after: [] },
    notNeeded: {
      subject: 'Uma reserva terminou',
      before: ['Passou o dia até o qual você precisava, por isso esta reserva terminou:'],
      after: [],
    },
    borrowedMeanwhile: {
      subject: 'Sobre uma reserva',
      before: [
        'Depois de reservar, você pegou emprestado e devolveu o seguinte, por isso a reserva não foi aceita. Se ainda precisar, reserve de novo:',
      ],
      after: [],
    },
    fallTogether: {
      subject: 'Sobre uma reserva',
      before: ['Você tinha duas reservas do mesmo título. Agora são uma só, e a outra continua:'],
      after: [],
    },
    alreadyHave: {
      subject: 'Sobre uma reserva',
      before: ['Você já está com este item emprestado, por isso a reserva terminou:'],
      after: [],
    },
    expired: {
      subject: 'Uma reserva foi cancelada',
      before: ['Passou o último dia para retirar, por isso a reserva foi cancelada:'],
      after: [],
    },
    else: refused,
  },
  dueSoon: {
    subject: 'Um empréstimo vence em breve',
    before: ['O seguinte deve ser devolvido em breve:'],
    after: [alreadyReturned],
  },
  overdue: {
    subject: 'Devolva um empréstimo',
    before: ['O seguinte está atrasado. Devolva o quanto antes:'],
    after: [alreadyReturned],
  },
  shelfEnding: {
    subject: 'O último dia da sua reserva está próximo',
    before: ['O último dia para retirar o seguinte está próximo:'],
    after: ['Depois desse dia a reserva é cancelada.'],
  },
  arrivals: {
    subject: 'Novos títulos para sua busca salva',
    before: ['Chegaram novos títulos para sua busca salva.'],
    after: [
      'Veja-os em “Buscas salvas” na Minha conta.',
      'Para não receber mais estas mensagens, abra “Buscas salvas” e as configurações da busca.',
    ],
  },
  questionAnswered: {
    subject: 'Sua pergunta foi respondida',
    before: ['Respondemos à pergunta que você nos enviou.'],
    after: [
      'Leia a resposta em “Pergunte ao bibliotecário” na Minha conta. Esta mensagem não contém nem a pergunta nem a resposta.',
    ],
  },
  borrowable: {
    subject: 'Um título da sua lista pode ser emprestado',
    before: ['Você pediu para ser avisado quando o seguinte pudesse ser emprestado. Agora pode:'],
    after: [
      'Ele não fica guardado: outra pessoa pode pegá-lo antes de você vir.',
      'Para garantir, reserve-o a partir da sua lista na Minha conta.',
      'Avisamos só esta vez.',
    ],
  },
  passwordLink: {
    subject: 'Página para escolher uma nova senha',
    before: [
      'Alguém disse que esqueceu a senha da sua conta.',
      'Abra o endereço abaixo e escolha uma nova. Ele abre uma só vez, dentro de uma hora.',
    ],
    after: ['Se não foi você, não precisa fazer nada: enquanto ninguém o abrir, sua senha continua a mesma.'],
  },
  lent: {
    subject: 'Recibo: o que você pegou emprestado',
    before: ['Você pegou emprestado o seguinte:'],
    after: ['Se houver algo que você não pegou, avise a biblioteca.'],
  },
  accountChanged: {
    password: changed('A senha da sua conta foi mudada.'),
    reset: changed('A senha da sua conta foi redefinida no balcão.'),
    mail: changed(
      'Um novo e-mail foi informado na Minha conta. Depois de cadastrado, as mensagens da biblioteca vão para o novo endereço.',
    ),
    passwordByMail: changed(
      'Uma nova senha da sua conta foi escolhida pelo endereço que enviamos por e-mail. Por 24 horas a Minha conta não mostra empréstimos nem reservas.',
    ),
    cardRenewed: changed('Seu cartão da biblioteca foi renovado na Minha conta.'),
    passkeyAdded: changed('Uma chave de acesso foi adicionada à sua conta. O aparelho entra sem a senha.'),
    passkeyRemoved: changed('Uma chave de acesso da sua conta foi removida.'),
    mailRemoved: changed('Este e-mail foi removido da sua conta.'),
    else: changed('Seu cadastro foi alterado.'),
  },
  requestAnswered: {
    considering: answered('Estamos avaliando o que você pediu:'),
    ordered: answered('Encomendamos o que você pediu:'),
    borrowing: answered('Estamos pegando emprestado de outra biblioteca o que você pediu:'),
    held: answered('O que você pediu chegou. Está reservado para você, e avisaremos quando estiver pronto:'),
    declined: answered('Não pudemos conseguir o que você pediu:'),
    else: answered('Há novidades sobre o seu pedido:'),
  },
}

export const mail: Text['mail'] = {
  kinds,
  subjectOf: (library, subject) => `[${library}] ${subject}`,
  to: givenName => `Olá, ${givenName}!`,
  pickup: place => `Local de retirada: ${place}`,
  day: day => day.toLocaleString('pt-BR', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
  pickUpBy: day => `Guardado para você até: ${day}`,
  dueOn: day => `Devolver até: ${day}`,
  because: reason => `Motivo: ${reason}`,
  fromLibrary: words => `Da biblioteca: ${words}`,
  arrived: (search, count) => `“${search}”: ${count}`,
  arrivedMore: count => `  e mais ${count}`,
  titlesCounted: count => (count === 1 ? '1 item' : `${count} itens`),
  stop: address => `Se não quiser mais estas mensagens: ${address}`,
  link: address => `Escolher uma nova senha: ${address}`,
  page: address => `Veja: ${address}`,
  service: address => `Nosso serviço: ${address}`,
  phone: number => `Telefone ${number}`,
  automatic: 'Esta mensagem foi enviada automaticamente. Respostas não podem ser lidas.',
}
