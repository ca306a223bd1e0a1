import PostalMime from 'postal-mime'

/**
 * A mail in plain text, however its parts are coded: its headers, its text, then each part that is no text of it, such
 * as the report of a mail server (RFC 3464) and the headers of the mail that comes back. What is no mail stays as it
 * is.
 */
export async function plainMail(bytes: Uint8Array): Promise<string> {
  try {
    const mail = await PostalMime.parse(bytes, { forceRfc822Attachments: true, attachmentEncoding: 'utf8' })
    const parts = mail.attachments.map(({ content }) => `${content}`)
    return [...mail.headerLines.map(({ line }) => line), '', mail.text ?? '', ...parts].join('\n')
  } catch {
    return Buffer.from(bytes).toString('latin1')
  }
}
