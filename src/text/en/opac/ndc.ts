import { ndcFrom } from '../../names/ndc-names.ts'
import type { Text } from '../../text.ts'

export const ndc: Text['ndc'] = ndcFrom(
  'General works|Philosophy|History|Social sciences|Natural sciences|Technology|Industry|The arts|Language|Literature',
  [
    'Libraries|Books and bibliography|Encyclopaedias|Collected essays|Periodicals|Societies|Journalism and newspapers|Collected works|Rare books and local collections',
    'Branches of philosophy|Eastern thought|Western philosophy|Psychology|Ethics|Religion|Shinto|Buddhism|Christianity',
    'History of Japan|History of Asia|History of Europe|History of Africa|History of North America|History of South America|History of Oceania and the polar regions|Biography|Geography and travel',
    'Politics|Law|Economics|Public finance|Statistics|Society|Education|Customs, folklore and ethnology|Defence',
    'Mathematics|Physics|Chemistry|Astronomy and space|Earth sciences|Biology|Plants|Animals|Medicine',
    'Civil engineering|Architecture|Mechanical engineering|Electrical engineering|Ships and the sea|Metals and mining|Chemical industry|Manufacturing|Home and daily life',
    'Agriculture|Gardening|Silk|Livestock|Forestry|Fisheries|Commerce|Transport|Communications',
    'Sculpture|Painting|Prints|Photography|Crafts|Music|Theatre and film|Sports|Games and pastimes',
    'Japanese|Chinese|English|German|French|Spanish|Italian|Russian|Other languages',
    'Japanese literature|Chinese literature|English and American literature|German literature|French literature|Spanish literature|Italian literature|Russian literature|Other literatures',
  ],
)
