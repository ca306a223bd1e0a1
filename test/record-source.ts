import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { closeAfterFile } from './file-life.ts'

/**
 * A service of somebody else's that answers as it likes, closed after the file.
 * @returns its address, with a / at its end
 */
export async function givenSource(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closeAfterFile(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

/** One that says this text to whoever asks. */
export const saying =
  (body: string, status = 200): RequestListener =>
  (_request, response) =>
    response.writeHead(status).end(body)

/** An answer by SRU with one record of DC-NDL, in the manner of the National Diet Library. */
export const ndlAnswer = (title: string, isbn: string, { escaped = false } = {}): string => {
  const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dcterms="http://purl.org/dc/terms/"
    xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcndl="http://ndl.go.jp/dcndl/terms/" xmlns:foaf="http://xmlns.com/foaf/0.1/">
  <dcndl:BibAdminResource rdf:about="https://example.jp/1"><dcndl:record rdf:resource="https://example.jp/1#material"/></dcndl:BibAdminResource>
  <dcndl:BibResource rdf:about="https://example.jp/1#material">
    <dcterms:identifier rdf:datatype="http://ndl.go.jp/dcndl/terms/ISBN">${isbn}</dcterms:identifier>
    <dcterms:identifier rdf:datatype="http://ndl.go.jp/dcndl/terms/NDLBibID">0299${isbn.slice(-5)}</dcterms:identifier>
    <dcterms:title>${title} : 海の話</dcterms:title>
    <dc:title><rdf:Description><rdf:value>${title} : 海の話</rdf:value><dcndl:transcription>ニンギョ ノ フネ : ウミ ノ ハナシ</dcndl:transcription></rdf:Description></dc:title>
    <dcndl:volume><rdf:Description><rdf:value>上</rdf:value></rdf:Description></dcndl:volume>
    <dcterms:creator><foaf:Agent rdf:about="https://example.jp/auth/2"><foaf:name>波多瀬, 凪, 1971-</foaf:name><dcndl:transcription>ハタセ, ナギ, 1971-</dcndl:transcription></foaf:Agent></dcterms:creator>
    <dc:creator>波多瀬凪 著</dc:creator>
    <dcterms:publisher><foaf:Agent><foaf:name>灯台書房</foaf:name><dcndl:location>新潟</dcndl:location></foaf:Agent></dcterms:publisher>
    <dcterms:date>2024.3</dcterms:date><dcterms:issued rdf:datatype="http://purl.org/dc/terms/W3CDTF">2024</dcterms:issued>
    <dcterms:subject><rdf:Description rdf:about="https://example.jp/sh/3"><rdf:value>漁業--日本</rdf:value><dcndl:transcription>ギョギョウ--ニホン</dcndl:transcription></rdf:Description></dcterms:subject>
    <dcterms:subject rdf:resource="http://id.ndl.go.jp/class/ndlc/KH1"/>
    <dcterms:subject rdf:resource="http://id.ndl.go.jp/class/ndc9/913.6"/><dcterms:subject rdf:resource="http://id.ndl.go.jp/class/ndc10/662.1"/>
    <dcterms:language rdf:datatype="http://purl.org/dc/terms/ISO639-2">jpn</dcterms:language>
    <dcterms:extent>210p ; 20cm</dcterms:extent><dcterms:audience>一般</dcterms:audience>
    <dcndl:materialType rdf:resource="http://ndl.go.jp/ndltype/Book"/>
  </dcndl:BibResource>
  <dcndl:Item rdf:about="https://example.jp/1#item"><dcndl:callNumber>KH1</dcndl:callNumber></dcndl:Item>
</rdf:RDF>`
  const data = escaped ? rdf.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : rdf
  return `<?xml version="1.0" encoding="UTF-8"?>
<searchRetrieveResponse xmlns="http://www.loc.gov/zing/srw/"><version>1.2</version><numberOfRecords>1</numberOfRecords>
<records><record><recordSchema>info:srw/schema/1/dc-v1.1</recordSchema><recordData>${data}</recordData></record></records></searchRetrieveResponse>`
}
