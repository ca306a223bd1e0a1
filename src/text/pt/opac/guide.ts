import type { Text } from '../../text.ts'
import { holds } from '../my-library/holds.ts'

const { status, kind, contact } = holds

export const guide: Text['guide'] = {
  title: 'Como usar a biblioteca',
  lead: 'Como a biblioteca funciona na internet.',
  contents: 'Nesta página',
  patron: {
    title: 'Entrar',
    paragraphs: [
      'Qualquer pessoa pode procurar. Para reservar e ver o que pegou emprestado, entre na Minha conta.',
      'Digite o número do cartão da biblioteca (sem hífens) e a senha. A primeira senha é sua data de nascimento com oito dígitos (como 19700101); depois de entrar com ela, você escolhe a sua.',
    ],
    forgotten: (branch, phone) =>
      `Se a esqueceu, venha ou telefone para ${branch}${phone ? ` (${phone})` : ''}; ela será redefinida.`,
  },
  order: {
    title: 'Reservar',
    steps: series => [
      'Procure o livro.',
      'Pressione “Pôr na cesta” na página dele. Se ainda não entrou, é aqui que você entra.',
      'Na cesta, marque os livros, escolha onde retirar e como ser avisado.',
      series ? 'Pressione “Reserva comum” ou “Reserva em série”.' : 'Pressione “Reserva comum”.',
      'Confira o pedido mais uma vez e pressione “Reservar”.',
    ],
  },
  which: {
    title: 'O que pode ser reservado',
    paragraphs: [
      'O que têm as bibliotecas e salas de leitura da cidade e as bibliotecas da rede.',
      'Não o que só pode ser lido na biblioteca.',
    ],
  },
  window: {
    title: 'Quando não é possível reservar',
    paragraphs: (from, until) => [
      `De ${from} a ${until} as reservas são processadas; os botões não aparecem. A busca continua.`,
      'Reservas e cancelamentos feitos na internet e nos terminais da biblioteca são processados nesse horário todos os dias.',
      'Até lá, alguém no balcão pode pegar ou reservar o livro antes de você. Se tiver pressa, telefone ou venha.',
    ],
  },
  series: {
    title: 'Reserva comum e reserva em série',
    terms: [
      [kind.ordinary, 'Os livros são entregues à medida que ficam prontos.'],
      [kind.series, 'Um de cada vez, na sua ordem. Um volume posterior espera mesmo que esteja na estante.'],
    ],
    together: branch => `Se quiser todos os volumes de uma vez, pergunte a ${branch}.`,
  },
  status: {
    title: 'O que significam os estados',
    lead: 'As palavras da lista das suas reservas.',
    terms: [
      [status.applied, 'Pedida; ainda não processada pela biblioteca.'],
      [
        status.waiting,
        `Outras pessoas estão usando. Passa a “${status.ready}” quando um exemplar é garantido para você.`,
      ],
      [status.preparing, 'Um livro posterior de uma série.'],
      [status.inTransit, 'Garantido em outra biblioteca e a caminho do seu local de retirada.'],
      [status.ready, 'Pronta. Retire até o dia mostrado.'],
      [status.cancelApplied, 'Cancelamento pedido; ainda não processado.'],
    ],
  },
  shelf: {
    title: 'Prazo de retirada e cancelamento',
    paragraphs: days => [
      `Um livro pronto fica guardado por ${days} dias a partir do dia do aviso. Depois disso a reserva é cancelada.`,
      'Para cancelar, pressione o botão na ponta direita da linha na lista. Um livro pronto é cancelado no balcão ou por telefone.',
    ],
  },
  contact: {
    title: 'Como avisamos',
    terms: [
      [contact.phone, 'A biblioteca telefona para você.'],
      [contact.mail, 'Depois de cadastrar um e-mail; uma mensagem na manhã seguinte confirma o cadastro.'],
      [contact.self, 'A biblioteca não avisa. Veja na Minha conta.'],
    ],
  },
  places: {
    title: 'Bibliotecas e telefones',
    columns: { name: 'Biblioteca', usual: 'Horário e dias de fechamento habituais', today: 'Hoje' },
    days: runs => runs.map(([from, until]) => (from === until ? from : `${from}–${until}`)).join(', '),
    hours: (days, hours) => `${days}: ${hours}`,
    closedOn: days => `${days}: fechada`,
    yearly: (from, until) => (from === until ? from : `${from} a ${until}`),
    monthDay: (month, day) => `${day}/${month}`,
    closedHolidays: 'Feriados: fechada',
    swappedHolidays: 'Aberta em feriado que cai em dia de fechamento; fechada no dia útil seguinte',
  },
  paper: {
    title: 'Baixar',
    how: 'Você pode imprimir este guia ou guardá-lo como arquivo PDF: escolha “Imprimir” no menu do navegador e, para o arquivo, “Salvar como PDF”. As páginas são numeradas, sem menus e botões.',
    button: 'Imprimir ou salvar como PDF',
    asOf: day => `Situação em ${day}`,
  },
}
