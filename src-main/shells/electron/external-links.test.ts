import { describe, expect, it } from 'vitest'
import { externalLinks } from '../../contract/desktop.ts'
import { isExternalLink } from './external-links.ts'

describe('isExternalLink', () => {
  const [link] = externalLinks
  it('takes the links that were agreed on', () => {
    for (const address of externalLinks) expect(isExternalLink(address)).toBe(true)
  })

  it.each([
    '',
    `${link}?x=1`,
    `${link}#x`,
    `${link}/`,
    `${link} `,
    link.toUpperCase(),
    link.replace('https:', 'http:'),
    `javascript:'${link}'`,
    'file:///etc/passwd',
    'https://example.org/',
  ])('refuses "%s"', (address) => expect(isExternalLink(address)).toBe(false))
})
