import type { Text } from '../../text.ts'

export const privacy: Text['privacy'] = {
  title: 'Seus dados',
  lead: 'O que a biblioteca guarda, quem pode ver e quando é apagado.',
  parts: days => [
    {
      title: 'O que você pegou emprestado',
      lines: [
        'Enquanto você está com um livro, a biblioteca registra que ele está com você.',
        'Depois da devolução, na noite seguinte é cortada a ligação entre você e o livro. Nem os funcionários podem encontrá-la de novo.',
        'Só há um registro de leitura se você escolheu guardá-lo. Só você pode vê-lo, e ele é apagado quando você para.',
      ],
    },
    {
      title: 'Reservas',
      lines: [
        'Enquanto você reserva algo, a biblioteca registra de quem é a reserva. Os outros só veem quantas pessoas esperam.',
        `Reservas terminadas ficam na sua lista por ${days.inSight} dias; depois a ligação com você é cortada. Uma que foi emprestada e devolvida é esquecida na noite depois da devolução.`,
      ],
    },
    {
      title: 'Buscas e páginas',
      lines: [
        'O que você procura e as páginas que vê não são guardados com seu nome. Só as buscas que você salva e os livros que põe nas suas listas ficam lá, até que você os apague.',
        'Todas as imagens e páginas vêm da própria biblioteca. Nenhuma outra empresa fica sabendo o que você vê.',
        ...(days.mistakes === null
          ? []
          : [
              `O que é enviado por “Avisar sobre um erro nesta página” é guardado sem dizer quem foi. Um sinal da sua conexão é apagado na noite depois de um dia, e o texto na noite ${days.mistakes} dias depois de alguém ter tratado dele.`,
            ]),
      ],
    },
    {
      title: 'Nome e endereço',
      lines: [
        'Nome, data de nascimento, endereço, telefone e e-mail são usados para emprestar e para avisar você.',
        ...(days.preRegistration === null
          ? []
          : [
              `O que você escreve em “Pedir um cartão da biblioteca” é apagado quando você é cadastrado. Se não vier, é apagado na noite depois de ${days.preRegistration} dias.`,
            ]),
        ...(days.terms
          ? [
              'O dia em que você concordou com os termos de uso, e com quais, fica guardado com seu cadastro e é apagado com ele.',
            ]
          : []),
        'Os funcionários podem escrever uma nota curta para atender você (por exemplo, que procura livros em letras grandes). Ela só aparece no balcão, é apagada quando não é mais necessária e está no arquivo dos seus dados.',
        'O que a biblioteca escreve só para você é visto por você e pelos funcionários do balcão. É apagado quando você lê e fecha, e até lá está no arquivo dos seus dados.',
        ...(days.forgottenAfterYears === null
          ? []
          : [
              `${days.forgottenAfterYears} anos depois do vencimento do seu cartão, seu cadastro é apagado à noite, se você não tiver empréstimos, reservas nem nada em aberto. Se renovar o cartão, não é apagado.`,
            ]),
        'Sua senha é guardada em uma forma que não pode ser revertida. Os funcionários não podem vê-la.',
        ...(days.questions === null
          ? []
          : [
              `Uma pergunta em “Pergunte ao bibliotecário” e a resposta são vistas por você e pelos funcionários que pesquisam. São apagadas ${days.questions} dias depois da resposta; você pode apagá-las antes.`,
            ]),
        ...(days.passkeys
          ? [
              'De uma chave de acesso guardamos a metade que qualquer um pode ver, o nome do aparelho e quando foi usada. Sua impressão digital e seu rosto ficam no seu aparelho e nunca chegam a nós.',
            ]
          : []),
        'Quando um funcionário vê ou muda seus dados, fica registrado quem o fez e quando.',
      ],
    },
    {
      title: 'O que fica no seu navegador (cookies)',
      lines: [
        `O sinal de que você entrou termina depois de ${days.idleMinutes} minutos sem uso.`,
        'Além disso há seu idioma e sinais de que você já entrou neste aparelho e de que veio das páginas para crianças. Nada é para publicidade nem para seguir você.',
        'Nos computadores da biblioteca nada fica depois que você sai.',
      ],
    },
    {
      title: 'Ver ou apagar seus dados',
      lines: [
        'Você pode obter em um arquivo tudo o que a biblioteca guarda sobre você, em “Senha e e-mail”.',
        'Para encerrar seu cadastro, peça em um balcão. Quando não tiver empréstimos nem reservas, seus dados são apagados.',
      ],
    },
  ],
  toSettings: 'Senha e e-mail',
}
