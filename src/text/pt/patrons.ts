import type { Text } from '../text.ts'

export const patrons: Text['patrons'] = {
  loginTitle: 'Entrar na Minha conta',
  cardNumber: 'Número do cartão da biblioteca',
  cardNumberHint: 'O número abaixo do código de barras do cartão (sem hífens).',
  password: 'Senha',
  passwordHint: 'Na primeira vez, a senha provisória é sua data de nascimento com oito dígitos (ex.: 19700101).',
  birthDate: 'Data de nascimento',
  birthDateHint: 'Oito dígitos: ano, mês e dia (ex.: 19700101)',
  mailCurrentWhy: 'Por segurança, digite sua senha atual.',
  birthDateWhy: 'Informe-a também se sua senha for fácil de adivinhar, como 1234.',
  birthDateNeeded:
    'No momento também pedimos a data de nascimento em computadores e telefones usados pela primeira vez. Digite-a e digite sua senha mais uma vez. Se ainda tiver a senha provisória, deixe a data de nascimento em branco. Se mesmo assim não conseguir entrar, escolha sua senha em um terminal da biblioteca ou pergunte no balcão.',
  logIn: 'Entrar',
  typedBefore: {
    over: 'Você saiu porque nada foi feito por algum tempo. O que escreveu está guardado: entre para voltar a isso.',
    title: 'Você entrou',
    kept: 'O que você escreveu está guardado. Ainda não foi enviado.',
    back: 'Voltar ao que escrevi',
    leave: 'Deixar de lado e ir à Minha conta',
    passwordFirst:
      'O que você escreveu está guardado. Ainda não foi enviado. Escolha primeiro uma nova senha: depois pode voltar ao que escreveu.',
    toPassword: 'Escolher uma senha',
    notKept:
      'O que você escreveu antes de entrar não foi enviado e não pôde ser guardado. Pedimos desculpas: escreva de novo depois do horário abaixo.',
  },
  sessionOver:
    'Você saiu porque nada foi feito por algum tempo. Entre de novo para continuar de onde parou. Sua cesta foi guardada.',
  merged:
    'O cadastro deste cartão foi unido ao do seu outro cartão. Entre com o número e a senha daquele cartão ou pergunte à biblioteca.',
  refused:
    'O número do cartão ou a senha não está certo. Confira e tente de novo. Depois de vários erros, nem a senha certa é aceita por algum tempo, ou até que o balcão desbloqueie o cartão.',
  tooManyFromHere:
    'Houve muitas tentativas sem sucesso vindas da sua conexão, por isso não é possível entrar agora. Tente mais tarde ou pergunte no balcão ou por telefone.',
  busy: 'Muitas pessoas estão entrando agora. Espere um momento e tente de novo.',
  forgottenTitle: 'Se você esqueceu a senha',
  forgotten:
    'Os funcionários também não podem ver sua senha. A Biblioteca Central a redefine: venha ao balcão ou telefone. Depois disso, sua data de nascimento é a senha provisória.',
  byMail: {
    way: 'Escolher uma nova por e-mail',
    title: 'Escolher uma nova senha por e-mail',
    why: 'Digite o número do cartão e o e-mail cadastrado na biblioteca. Enviaremos a esse e-mail o endereço de uma página para escolher uma nova senha.',
    mail: 'E-mail cadastrado',
    send: 'Enviar o e-mail',
    asked:
      'Recebemos seu pedido. Se o número e o e-mail forem os cadastrados, uma mensagem chegará em instantes. Abra-a dentro de uma hora.',
    notCome:
      'Se nada chegar, o número ou o e-mail não é o cadastrado, ou já foram enviadas três mensagens hoje. A biblioteca também pode redefinir sua senha; veja abaixo.',
    tooMany: 'Houve muitos pedidos vindos da sua conexão, por isso nenhum é aceito agora. Tente mais tarde.',
    setTitle: 'Escolher uma nova senha',
    setWhy:
      'Você sairá de todos os outros aparelhos. Para que ninguém com acesso ao seu e-mail saiba o que você lê, a Minha conta não mostra empréstimos, reservas etc. nas 24 horas seguintes.',
    set: 'Definir e entrar',
    overTitle: 'Este endereço não pode mais ser usado',
    over: 'Passou mais de uma hora, ele já foi usado, ou enviamos uma mensagem mais nova. Se você já escolheu sua senha, entre com ela. Se não tiver uma mensagem mais nova, peça de novo.',
  },
  veiled:
    'A senha deste cartão é nova. Para que ninguém mais a use, por 24 horas ela só abre a Minha conta do próprio titular.',
  phone: 'Telefone',
  letters: 'Minha senha tem letras',
  keys: {
    of: {
      cardNumber: 'Teclas para o número do cartão',
      password: 'Teclas para a senha',
      birthDate: 'Teclas para a data de nascimento',
      current: 'Teclas para a senha atual',
      wished: 'Teclas para a nova senha',
      again: 'Teclas para repetir a senha',
    },
    back: 'Apagar',
    letters: 'Letras',
  },

  changeTitle: 'Mudar a senha',
  changeFirst:
    'Você entrou com a senha provisória. Escolha uma senha sua. Até lá, nenhuma outra página pode ser usada.',
  changeWeak:
    'A senha que você tinha é fácil de adivinhar. Escolha uma nova. Até lá, nenhuma outra página pode ser usada.',
  changeNow: 'É mais seguro mudar a senha de vez em quando.',
  temporary: 'Senha provisória',
  current: 'Senha atual',
  wished: 'Nova senha',
  again: 'Nova senha, mais uma vez',
  temporaryHint: 'Sua data de nascimento com oito dígitos (ex.: 19700101)',
  wishedHint: 'Quatro dígitos. Também pode ter letras; nesse caso, 8 caracteres ou mais.',
  againHint: 'Digite a nova senha mais uma vez.',
  suggestion: password => `Uma boa escolha: ${password}`,
  suggestionWhy: 'É difícil de adivinhar. A cada vez é outra; anote-a.',
  change: 'Mudar',
  refusal: {
    notFourDigits: 'Use quatro dígitos, ou 8 caracteres ou mais.',
    tooLong: max => `Use no máximo ${max} caracteres.`,
    birthDate: 'Não pode ser formada pela sua data de nascimento.',
    cardNumber: 'Não pode ser parte do número do seu cartão.',
    phone: 'Não pode ser parte do seu número de telefone.',
    run: 'Dígitos em sequência, como 1234, não podem ser usados.',
    repeat: 'Dígitos repetidos, como 1111 ou 1212, não podem ser usados.',
    date: 'Dígitos que formam um dia do ano são adivinhados como aniversário e não podem ser usados.',
    year: 'Dígitos que formam um ano são fáceis de adivinhar e não podem ser usados.',
    tooCommon: 'Dígitos que muitas pessoas usam são fáceis de adivinhar e não podem ser usados.',
    sameAsBefore: 'Esta é a senha que você já tem. Escolha outra.',
    tooManyChanges: (max: number) => `A senha pode ser mudada no máximo ${max} vezes por dia. Tente de novo amanhã.`,
    notTheSame: 'As duas novas senhas são diferentes. Digite a mesma duas vezes.',
    currentWrong: 'Não está certo. Confira e tente de novo.',
  },

  settingsTitle: 'Senha e e-mail',
  terminalSettingsTitle: 'Configurações',
  card: 'Cartão da biblioteca',
  expires: 'Válido até',
  passwordSet: 'Senha escolhida em',
  mailTitle: 'Endereço de e-mail',
  mailRegistered: 'E-mail cadastrado',
  mailNone: 'Nenhum cadastrado.',
  mailBounced: address =>
    `As mensagens não chegam a ${address}, por isso ele não está mais cadastrado. Informe seu e-mail atual em “Definir”. Até lá avisaremos por telefone ou de outra forma.`,
  mailComing: address =>
    `${address} ainda não está cadastrado. Quando nossa mensagem chegar amanhã de manhã, estará, e você poderá escolher o e-mail como forma de aviso das reservas.`,
  settingsDone: {
    password: 'Sua senha foi mudada. Você saiu de todos os outros aparelhos.',
    mail: 'Recebemos seu e-mail. A mensagem que conclui o cadastro chega amanhã de manhã.',
    mailRemoved: 'O e-mail foi removido.',
    history: 'A escolha sobre guardar seus empréstimos foi mudada.',
    language: 'O idioma foi mudado.',
  },
  set: 'Definir',
  mailPageTitle: 'Seu e-mail',
  mailWhy:
    'Depois que você pressionar “Atualizar”, enviaremos uma mensagem na manhã seguinte. Com ela o e-mail fica cadastrado e você pode escolhê-lo como forma de aviso das reservas. Até lá não é possível.',
  mailAddress: 'Endereço de e-mail',
  mailHint: 'Se você filtra suas mensagens, permita as da biblioteca.',
  update: 'Atualizar',
  mailRemove: 'Remover o e-mail',
  mailRefusal: {
    empty: 'Preencha este campo.',
    notAnAddress: 'Isto não é um endereço de e-mail. Digite um endereço com @.',
    tooLong: 'É longo demais.',
  },
  historyTitle: 'Registro de leitura',
  historyOff: 'Não guardamos registro do que você devolveu.',
  historyOn: 'Guardamos um registro do que você devolveu, que só você pode ver.',
  historyStart: 'Guardar um registro',
  historyStop: 'Não guardar registro',
  historyStopWhy: 'Quando você parar, o registro existente será apagado na noite seguinte.',
  languageWhy: 'Os e-mails da biblioteca também vêm neste idioma.',
  dataTitle: 'O que sabemos sobre você',
  dataWhy: 'Você pode obter tudo o que a biblioteca guarda sobre você. A senha não está incluída.',
  dataGet: 'Obter os dados (JSON)',

  kioskTitle: 'Registrar um terminal da biblioteca',
  kioskWhy: 'Digite os oito dígitos criados nas páginas dos funcionários, e esta máquina se torna um terminal.',
  kioskCode: 'Código',
  kioskRegister: 'Registrar',
  kioskWrong: 'Este código não pode ser usado: está errado, já foi usado ou tem mais de uma hora.',
  kioskDone: name => `Esta máquina é o terminal “${name}”.`,
}
