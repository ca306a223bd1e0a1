import { ndcFrom } from '../../names/ndc-names.ts'
import type { Text } from '../../text.ts'

export const ndc: Text['ndc'] = ndcFrom(
  'Generalidades|Filosofia|História|Ciências sociais|Ciências naturais|Tecnologia|Indústria|Artes|Línguas|Literatura',
  [
    'Bibliotecas|Livros e bibliografia|Enciclopédias|Coletâneas de ensaios|Periódicos|Sociedades|Jornalismo e jornais|Obras reunidas|Livros raros e coleções locais',
    'Ramos da filosofia|Pensamento oriental|Filosofia ocidental|Psicologia|Ética|Religião|Xintoísmo|Budismo|Cristianismo',
    'História do Japão|História da Ásia|História da Europa|História da África|História da América do Norte|História da América do Sul|História da Oceania e das regiões polares|Biografias|Geografia e viagens',
    'Política|Direito|Economia|Finanças públicas|Estatística|Sociedade|Educação|Costumes e folclore|Defesa',
    'Matemática|Física|Química|Astronomia e espaço|Ciências da Terra|Biologia|Plantas|Animais|Medicina',
    'Engenharia civil|Arquitetura|Engenharia mecânica|Engenharia elétrica|Navios e mar|Metais e mineração|Indústria química|Manufatura|Casa e vida diária',
    'Agricultura|Horticultura e jardinagem|Seda|Pecuária|Silvicultura|Pesca|Comércio|Transporte|Comunicações',
    'Escultura|Pintura|Gravura|Fotografia|Artesanato|Música|Teatro e cinema|Esportes|Jogos e passatempos',
    'Japonês|Chinês|Inglês|Alemão|Francês|Espanhol|Italiano|Russo|Outras línguas',
    'Literatura japonesa|Literatura chinesa|Literatura inglesa e americana|Literatura alemã|Literatura francesa|Literatura espanhola|Literatura italiana|Literatura russa|Outras literaturas',
  ],
)
